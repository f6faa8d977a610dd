"""The imprint: who publishes, and where, as every public page and machine form says it."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from app.publishing.accent import Accent
from app.publishing.logo import Logo


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """The house and the addresses of its public pages; `base_url` has no slash at its end."""

    name: str
    base_url: str
    authority: str = ""
    """The host name that feed ids were first given under, where the site has moved since."""
    pdf: bool = False
    """Readers may ask for PDFs: pages link to them."""
    language: str = "en"
    """BCP 47: the language of the words around articles."""
    licence: str = ""
    """Address of the licence under which what we publish may be used; empty: none is given."""
    licence_name: str = ""
    contact: str = ""
    """The e-mail address for readers; empty: none is given."""
    accent: Accent | None = None
    logo: Logo | None = None

    @property
    def id(self) -> str:
        """The house itself, as an IRI."""
        return f"{self.base_url}/#org"

    def at(self, path: str) -> str:
        """The absolute address of a path that begins with a slash."""
        return self.base_url + path

    def tag(self, day: str, name: str) -> str:
        """A tag URI (RFC 4151): what was named by this house on an ISO day, for good."""
        authority = self.authority or urlsplit(self.base_url).hostname
        return f"tag:{authority},{day}:{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where one fact-check and its forms are found (design 5.1)."""

    base_url: str
    slug: str

    @property
    def path(self) -> str:
        """The path of the page."""
        return f"/f/{self.slug}"

    @property
    def page(self) -> str:
        """The newest edition."""
        return self.base_url + self.path

    def edition(self, number: int) -> str:
        """The permanent address of one edition."""
        return f"{self.page}/v{number}"

    def card(self, number: int) -> str:
        """The card of a claim on the page: "page#claim-n"."""
        return f"{self.page}#claim-{number}"

    def claim(self, number: int) -> str:
        """The page of one claim."""
        return f"{self.page}/claim/{number}"

    def annotation(self, number: int) -> str:
        """The annotation of one claim, as an IRI that answers."""
        return f"{self.page}/annotations/{number}"

    @property
    def data(self) -> str:
        """Our own JSON."""
        return f"{self.page}.json"

    @property
    def claim_review(self) -> str:
        """The schema.org graph alone."""
        return f"{self.page}/claimreview.jsonld"

    @property
    def annotations(self) -> str:
        """All annotations."""
        return f"{self.page}/annotations.jsonld"

    @property
    def text(self) -> str:
        """The frozen text of the article; only where all of it may be shown."""
        return f"{self.page}/article.txt"

    @property
    def table(self) -> str:
        """The claims as CSV."""
        return f"{self.page}/claims.csv"

    @property
    def embed(self) -> str:
        """The part that other sites frame."""
        return f"{self.page}/embed"

    def embed_of(self, number: int) -> str:
        """One claim for the frame of another site."""
        return f"{self.embed}/{number}"

    @property
    def print(self) -> str:
        """The page with all evidence open."""
        return f"{self.page}/print"

    @property
    def pdf(self) -> str:
        """The page on paper, as a file; only where the imprint offers it."""
        return f"{self.print}.pdf"

    def picture(self, edition: int) -> str:
        """The social card; its address changes with the edition: no cache keeps an old one."""
        return f"{self.page}/card.png?v={edition}"

    @property
    def oembed(self) -> str:
        """What oEmbed consumers ask for."""
        return self._asked_for(self.page)

    def oembed_of(self, number: int) -> str:
        """What they ask for to show one claim."""
        return self._asked_for(self.claim(number))

    def _asked_for(self, url: str) -> str:
        return f"{self.base_url}/oembed?url={quote(url, safe='')}&format=json"
