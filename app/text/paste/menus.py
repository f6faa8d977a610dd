"""Words of menus and footers, in the languages of many sites: whole lines, in lower case.

A single such line says little, for an article has headings like "Health" too. Many of them say that
a whole page was pasted (`app.text.paste.boilerplate.is_whole_page`).
"""

SECTIONS = frozenset(
    line.strip()
    for line in (
        "news, latest, world, world news, national, international, local, local news, u.s., uk, "
        "europe, politics, business, markets, economy, money, finance, sport, sports, football, "
        "soccer, opinion, editorials, columnists, columns, letters, letters to the editor, "
        "entertainment, culture, arts, books, music, movies, film, tv, television, radio, "
        "celebrity, lifestyle, style, fashion, food, recipes, travel, health, science, tech, "
        "technology, environment, climate, education, weather, traffic, crime, video, videos, "
        "photos, pictures, galleries, podcasts, audio, live, games, puzzles, crosswords, comics, "
        "horoscopes, obituaries, classifieds, jobs, real estate, homes, cars, autos, property, "
        "deals, events, calendar, blogs, blog, reviews, features, magazine, archive, archives, "
        "about, staff, masthead, newsroom, press, store, shop, community, forum, forums, sections, "
        "e-paper, today’s paper, my account, account, profile, settings, log out, logout, "
        "sign out, donate, support us, corrections, accessibility, advertising, advertise, "
        "subscriptions, customer service, trending, explore, sponsored, all, view all, see all, "
        "load more, show more, more news, share, tweet, print, save"
    ).split(",")
)

#: Furniture in other languages than English; nobody writes an article about these lines.
OTHER_LANGUAGES = frozenset(
    line.strip()
    for line in (
        # German, Dutch, Swedish, Danish
        "impressum, datenschutz, datenschutzerklärung, datenschutzhinweise, kontakt, anmelden, "
        "registrieren, einloggen, startseite, suche, suchen, agb, über uns, karriere, teilen, "
        "drucken, mehr erfahren, weiterlesen, kommentare, abo, abonnieren, werbung, anzeige, "
        "nutzungsbedingungen, zum inhalt springen, nach oben, zoeken, inloggen, over ons, "
        "advertentie, delen, privacybeleid, voorwaarden, meer lezen, sök, logga in, om oss, dela, "
        "annons, integritetspolicy, prenumerera, søg, log ind, om os, del, "
        # French
        "accueil, rechercher, connexion, se connecter, s’abonner, abonnez-vous, mentions légales, "
        "cgu, cgv, nous contacter, contactez-nous, qui sommes-nous ?, partager, imprimer, "
        "publicité, plan du site, politique de confidentialité, newsletters, "
        # Spanish, Portuguese, Italian
        "inicio, buscar, iniciar sesión, suscríbete, suscribirse, regístrate, aviso legal, "
        "contacto, quiénes somos, compartir, publicidad, política de privacidad, "
        "política de cookies, condiciones de uso, início, pesquisar, entrar, assine, contato, "
        "contacte-nos, quem somos, publicidade, compartilhar, partilhar, política de privacidade, "
        "termos de uso, cerca, accedi, abbonati, contatti, chi siamo, pubblicità, condividi, "
        # Polish, Russian, Turkish, Indonesian
        "strona główna, szukaj, zaloguj, zaloguj się, reklama, udostępnij, polityka prywatności, "
        "regulamin, главная, поиск, войти, вход, регистрация, контакты, о нас, реклама, "
        "поделиться, политика конфиденциальности, подписаться, ana sayfa, giriş, iletişim, "
        "hakkımızda, paylaş, reklam, gizlilik politikası, beranda, cari, masuk, daftar, "
        "tentang kami, hubungi kami, iklan, bagikan, kebijakan privasi, "
        # Chinese, Japanese, Korean
        "首页, 搜索, 登录, 注册, 关于我们, 联系我们, 分享, 广告, 隐私政策, ホーム, 検索, ログイン, "
        "お問い合わせ, プライバシーポリシー, 利用規約, 広告, シェア, 会社概要, サイトマップ, "
        "スポンサードリンク, 홈, 검색, 로그인, 회원가입, 문의, 개인정보처리방침, 공유"
    ).split(",")
)
