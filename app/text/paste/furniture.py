"""Furniture of a site: whole lines that stand around an article and are never part of it."""

import re

from app.text.paste.menus import OTHER_LANGUAGES, SECTIONS

#: Whole lines, in lower case.
_FURNITURE = re.compile(
    r"(?:please )?(?:share|like|tweet|email|print|save|bookmark|pin)(?: on| via| with)?"
    r"(?: (?:this|the|it|article|story|post|page|entry|via|on|with|by|social|media|facebook|twitter"
    r"|x|whatsapp|linkedin|pinterest|reddit|email|friends|your thoughts))*"
    r"|(?:related|recommended|more|latest|popular|trending|top|most read|most popular|read more"
    r"|read also|also read|see also|you may also like|you might also like|further reading)"
    r"(?: (?:articles?|stories|posts?|news|reading|links?|topics?|on this|from .{1,40}|like this))*"
    r"|(?:back|return|scroll|skip)(?: (?:to|the|top|home|page|main|content|button|navigation|of"
    r"|gallery))+"
    r"|advertise?ments?|(?:sponsored|promoted)(?: content)?|advert|(?:log|sign) (?:in|up)|register"
    r"|subscribe(?: now| today)?|join(?: us)?|follow us|loading(?: comments| more)?"
    r"|(?:article|story) continues below(?: \w+)?|continue reading(?: the .{1,30})?"
    r"|(?:to )?read the full (?:story|article|text|review)(?: here)?"
    r"|(?:leave|post|write|add) (?:a|your) (?:comment|reply)|(?:\d+ )?comments?(?: \(?\d+\)?)?"
    r"|(?:view|show|see|hide|no) (?:all )?comments.{0,20}|\d+ min(?:ute)?s? read"
    r"|reading time.{0,20}"
    r"|(?:facebook|twitter|whatsapp|linkedin|instagram|telegram|reddit|pinterest|youtube|flipboard"
    r"|google\+|rss(?: feeds?)?|e-?mail|tumblr)(?: me)?"
    r"|menu|search|home|tags?|topics?|previous(?: article| post)?|next(?: article| post)?"
    r"|copy link|link copied|copied|close|caption|report error|print mode|view pdf.{0,20}"
    r"|(?:\d+|image \d+) of (?:/ )?\d+|\d+ / \d+|\d+ shares?|shares?"
    r"|(?:tags?|topics?|filed under|categories|category)\s?:.*"
    r"|(?:read more|read also|also read|more|see also|watch|related)\s?:.*"
    r"|(?:copyright|©|\(c\)) .*|all rights reserved.*|privacy policy.*"
    r"|terms (?:of|and|&) (?:use|service|sale|conditions|privacy).*"
    r"|privacy notice|your (?:california )?privacy .*|imprint|legal notices?|disclaimer"
    r"|contact(?: us)?|about us|careers|site ?map|advertise(?: with us)?|faqs?|help|feedback"
    r"|your e?-?mail(?: address)?|password|forgot .{0,30}password\??|remember me"
    r"|(?:accept|manage|reject|about|our|use of)? ?(?:all )?cookies?"
    r"(?: policy| settings| preferences| notice| consent)*"
)
#: Lines that begin or go on like furniture, unless they are sentences of somebody's story.
_OPEN = re.compile(
    r"(?:sign up|subscribe|join|register|log in|sign in|follow us|click here|tap here|get the)\b.*"
    r"|(?:sign|subscribe|get|join|our|your|free|daily|weekly|more|read|want).{0,80}\bnewsletters?\b.*"
    r"|.{0,30}\bnewsletters?(?: sign ?up)?|advertisement.{0,40}|ads? by .*"
    r"|(?:article|story) continues below.*|continue reading.*|read the full .*"
    r"|.{0,40}\bcookies?\b.{0,60}\b(?:policy|settings|consent|preferences|experience|accept|browse)"
    r"\b.{0,40}"
)
_ADDRESSES_READERS = re.compile(r"\b(?:you|your|our|us|we|here|now)\b")
#: Furniture is short; longer lines are somebody's prose.
_LONGEST_FURNITURE = 120

#: What a site says in full sentences about itself, its rights and its offers.
_HOUSE_NOTICE = re.compile(
    r"\b(?:may not be (?:published|reproduced|copied|redistributed)|all rights reserved"
    r"|(?:subject to|protected by) copyright|without (?:the )?(?:prior )?(?:express )?written"
    r" (?:permission|consent)|we use cookies|uses cookies|our (?:use of )?cookies|cookie policy"
    r"|privacy policy|terms (?:of (?:use|service)|and conditions)|user agreement"
    r"|(?:sign up|subscribe)\b.{0,60}\b(?:newsletters?|inbox|updates|channel|magazine)"
    r"|(?:newsletters?|inbox).{0,40}\bsubscribe|requires javascript|enable javascript"
    r"|your email address will not be published|required fields are marked"
    r"|have a (?:news )?tip\?|click here for more information|follow (?:him|her|them|us) (?:on|at)"
    r"|first published on|become a (?:member|supporter|subscriber)|start your free trial"
    r"|(?:support|fund) (?:our|independent|quality) journalism|subscriptions? (?:service|plans?)"
    r"|download (?:our|the) (?:free )?(?:mobile )?app)\b",
)
#: A line that credits a picture, or ends with such a credit.
_CREDIT = re.compile(
    r"(?:photo(?:graph)?s?|pictures?|images?|illustration|video)(?: credit| courtesy)?"
    r"(?:\s?:|\s+by\b|\s+courtesy of)\s.{2,80}"
    r"|\(?(?:image|photo|picture)(?: credit)?:.{2,80}\)?"
    r"|courtesy(?: of)? .{2,60}|.{0,60}\|\s?getty images.{0,20}|.{0,40}\bgetty images"
    r"|.{0,60}submitted photo|file photo.{0,40}"
    r"|.*(?:\bcredit: .{2,40}|\((?:ap )?photo(?:/| by | courtesy )[^()]{2,60}\)|/ ?ap\)"
    r"|/afp\)|\((?:image|photo)(?: credit)?:[^()]{2,60}\)|\(getty.{0,20}\))",
)
_LONGEST_CREDITED = 700
#: Parts of words of which every caption below has one: looking for these first saves time.
_OF_PICTURES = tuple(
    (
        "photo picture image micrograph illustration seen above left right center centre clockwise "
        "impression view rendering"
    ).split()
)
#: Words by which a caption speaks of its picture.
_CAPTION = re.compile(
    r"\b(?:file photo|in this (?:\w+\W+){0,6}(?:photo|image|picture|micrograph|illustration)"
    r"|(?:pictured (?:here|above|left|right|at|in|on)|seen (?:here|above))\b|photo illustration)"
    r"|, (?:left|right|cent(?:er|re)|second from (?:left|right)),|\((?:left|right|pictured|above)\)"
    r"|^(?:pictured|above|from left|clockwise)\b[:,]?"
    r"|^an? (?:artist.s|aerial|undated|general) (?:illustration|impression|view|rendering)",
)

#: Headings above lists of other articles.
_RELATED = re.compile(
    r"(?:related|recommended|recommends|more|latest|trending|most (?:read|popular|viewed|recent)"
    r"|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|see also|explore further"
    r"|further reading|read (?:this |these )?next|read also|also read|up next|don.t miss|must read"
    r"|in (?:other news|case you missed it)|keep reading|watch next|what to (?:watch|know) next"
    r"|(?:other|similar|more|top|hot|popular|featured|latest|promoted|sponsored|suggested) "
    r"(?:news|stories|articles|posts|topics|videos|links|reads|headlines|content)"
    r"|(?:from|around) (?:the|our) (?:web|partners|sponsors|archive)|also (?:on|in|from)"
    r"|most (?:shared|commented|watched|discussed|emailed)|you might have missed|you missed"
    r"|recent (?:posts|stories|articles|news|comments)|today.s (?:top|headlines|news)"
    r"|editors?.{0,3} (?:picks|choice)|top (?:stories|video|news)|what to read next|story timeline"
    r"|popular|trending|weitere|ähnliche|lesen sie auch|à lire|sur le même|te puede interesar"
    r"|lea también|leggi anche|lees ook|baca juga|вам также|関連記事)\b.{0,40}",
    re.IGNORECASE,
)
#: Headings above what readers wrote.
_COMMENTS = re.compile(
    r"(?:\d+ )?comments?(?: \(?\d+\)?)?|(?:leave|post|write|add) (?:a|your) (?:comment|reply)"
    r"|(?:view|show|see|read|hide) (?:all |\d+ )?comments.{0,20}"
    r"|join the (?:conversation|discussion)"
    r"|(?:\d+ )?(?:responses?|replies|thoughts)(?: (?:to|on) .{1,120})?|what do you think\?"
    r"|(?:\d+ )?(?:kommentare?|commentaires?|comentarios?|reacties|commenti)",
    re.IGNORECASE,
)
#: What the last lines of an article say about its author.
_BIOGRAPHY = re.compile(
    r"\bis (?:an?|the) (?:[\w’'&-]+ ){0,5}(?:reporter|writer|journalist|editor|correspondent"
    r"|columnist|contributor|curator|producer|freelancer)\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 160
_LONGEST_SECTION = 30
_EDGES = " .!:»›→↑*-–—|[]"


def is_furniture(line: str) -> bool:
    """Is this whole line one that sites put around articles, such as "Share this story"?"""
    if len(line) > _LONGEST_FURNITURE:
        return False
    low = line.lower()
    shown = low.strip(_EDGES)
    if shown in OTHER_LANGUAGES or _FURNITURE.fullmatch(shown):
        return True
    is_ours = not low.endswith(".") or bool(_ADDRESSES_READERS.search(low))
    return is_ours and bool(_OPEN.fullmatch(shown))


def is_section(line: str) -> bool:
    """Does this line name a section of a site, such as "World", or "Obituaries"?"""
    return len(line) < _LONGEST_SECTION and line.lower().strip(_EDGES) in SECTIONS


def is_house_notice(line: str) -> bool:
    """Does the site speak here about its rights, its cookies or its newsletter?"""
    return len(line) <= _LONGEST_CREDITED and bool(_HOUSE_NOTICE.search(line.lower()))


def is_credit(line: str) -> bool:
    """Is this the credit of a picture, or a caption that ends with one?"""
    return len(line) <= _LONGEST_CREDITED and bool(_CREDIT.fullmatch(line.lower()))


def is_caption(line: str) -> bool:
    """Does this line speak of the picture above it?"""
    if len(line) > _LONGEST_CREDITED:
        return False
    low = line.lower()
    return any(word in low for word in _OF_PICTURES) and bool(_CAPTION.search(low))


def heads_related(line: str) -> bool:
    """Does this line stand above a list of other articles?"""
    return len(line) <= _LONGEST_HEADING and bool(_RELATED.fullmatch(line.strip(_EDGES)))


def heads_comments(line: str) -> bool:
    """Does this line stand above what readers wrote?"""
    return len(line) <= _LONGEST_HEADING and bool(_COMMENTS.fullmatch(line.strip(_EDGES)))


def is_biography(line: str) -> bool:
    """Does this line tell who wrote the article?"""
    return len(line) <= _LONGEST_CREDITED and bool(_BIOGRAPHY.search(line))
