"""Settings: what cannot work is refused in words, and the key is made once and whole."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

import config
from config import BadSetting, Config


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance folder that is not there yet."""
    folder = tmp_path / "instance"
    monkeypatch.setattr(config, "INSTANCE", folder)
    return folder


@pytest.mark.parametrize("name", ["PORT", "THREADS", "IDLE_MINUTES", "SESSION_HOURS"])
def test_nothing_works_without_at_least_one(name: str) -> None:
    with pytest.raises(BadSetting, match=f"{name}=0 cannot work"):
        Config.from_env({name: "0"})
    assert getattr(Config.from_env({name: "1"}), name.lower()) == 1


def test_no_proxy_is_fine() -> None:
    assert Config.from_env({"PROXIES": "0"}).proxies == 0


def test_a_key_is_made_once_for_us_alone(instance: Path) -> None:
    key = Config().with_secret_key().secret_key
    assert len(key) == 64
    assert Config().with_secret_key().secret_key == key
    assert [path.name for path in instance.iterdir()] == ["secret_key"]
    assert stat.S_IMODE((instance / "secret_key").stat().st_mode) == 0o600


def test_a_key_that_is_given_is_not_kept(instance: Path) -> None:
    assert Config(secret_key="given").with_secret_key().secret_key == "given"
    assert not instance.exists()


def test_an_empty_key_file_is_refused_in_words(instance: Path) -> None:
    instance.mkdir()
    (instance / "secret_key").touch()
    with pytest.raises(BadSetting, match="secret_key is empty: delete it"):
        Config().with_secret_key()


def test_of_processes_that_start_at_once_all_use_the_same_key(instance: Path) -> None:
    start = Barrier(8)

    def begin(_: int) -> str:
        start.wait()
        return Config().with_secret_key().secret_key

    with ThreadPoolExecutor(8) as threads:
        keys = set(threads.map(begin, range(8)))
    assert len(keys) == 1
    assert len(keys.pop()) == 64


def test_a_crash_while_the_key_is_written_leaves_none(
    instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_: int) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="disk full"):
        patched.setattr(os, "fsync", crash)
        Config().with_secret_key()
    assert list(instance.iterdir()) == []
    assert len(Config().with_secret_key().secret_key) == 64


@pytest.mark.parametrize("place", ["/srv/site", "s3://checks-example/site", "s3://abc", ""])
def test_a_place_to_publish_to_is_a_whole_path_or_a_bucket(place: str) -> None:
    assert Config.from_env({"PUBLISH_TO": place}).publish_to == place


@pytest.mark.parametrize(
    "place", ["site", "./site", "s3://", "s3:///x", "s3://A", "http://x", "s3://abc/a b"]
)
def test_another_place_to_publish_to_is_refused(place: str) -> None:
    with pytest.raises(BadSetting, match="must be a whole path"):
        Config.from_env({"PUBLISH_TO": place})


@pytest.mark.parametrize(
    ("url", "sender", "said"),
    [
        ("mail.example.org", "desk@example.org", "SMTP_URL must be such as"),
        ("smtp://", "desk@example.org", "SMTP_URL must be such as"),
        ("smtp://host:port", "desk@example.org", "SMTP_URL must be such as"),
        ("https://user:secret@host", "desk@example.org", "SMTP_URL must be such as"),
        ("smtp://host", "", "MAIL_FROM='' must be the address"),
    ],
)
def test_a_mail_server_that_cannot_be_is_explained_without_its_password(
    url: str, sender: str, said: str
) -> None:
    with pytest.raises(BadSetting, match=said) as refused:
        Config.from_env({"SMTP_URL": url, "MAIL_FROM": sender})
    assert "secret" not in str(refused.value)
