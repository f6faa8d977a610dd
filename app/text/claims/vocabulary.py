"""The words by which a sentence shows what it is: a figure, an act, an opinion, a forecast.

Common English words, gathered by hand and by what they do in a sentence, not from any data. What
each kind of word is worth is learnt: `weights`.
"""

from app.text.claims.reasons import Reason


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


COUNTING = _set(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "hundreds thousand thousands million millions billion billions trillion trillions dozen "
    "dozens percent percentage double triple"
)
NUMBERS = COUNTING | _set(
    "half quarter quarters third thirds fold majority average total rate rates level levels "
    "number numbers"
)
#: "May" with its capital is the month, "may" the verb.
CALENDAR = _set(
    "May jan feb aug sept oct nov dec january february march april june july august september "
    "october november december monday tuesday wednesday thursday friday saturday sunday"
)
DATES = CALENDAR | _set(
    "yesterday today tonight century centuries decade decades year years month months week weeks "
    "ago since during annual annually"
)
COMPARING = _set(
    "more less fewer most least higher lower greater larger smaller bigger longer shorter faster "
    "slower older younger richer poorer cheaper stronger weaker earlier than ever first only "
    "never every none record rise rises rose risen fall falls fell fallen increase increases "
    "increased increasing decrease decreases decreased grow grows grew grown growth drop drops "
    "dropped decline declined doubled tripled quadrupled halved shrank shrunk soared surged "
    "plunged jumped slipped climbed exceeded outnumbered equal equals biggest largest highest "
    "lowest"
)
#: Past forms that do not end in -ed.
IRREGULAR = _set(
    "was were had did went came gave took made got saw knew said told found left held brought "
    "bought thought taught caught fought sought built sent spent lent lost meant kept slept met "
    "fed led bled paid laid sold stood understood won began ran sang sank drank swam became "
    "overcame broke spoke woke chose froze stole wrote drove rode rose flew grew threw drew "
    "withdrew blew wore tore bore swore struck stuck hung hid bit fell felt dealt dug shot shook "
    "forgot ate undertook mistook forbade arose oversaw underwent spread sued"
)
PARTICIPLES = _set(
    "been done gone taken given seen known begun broken chosen driven eaten fallen forgotten "
    "frozen gotten grown hidden ridden risen shaken shown spoken stolen sworn thrown torn worn "
    "written withdrawn drawn flown become run cut put set hit hurt let shut cost spread quit"
)
#: Words in -ed which are no past form.
NOT_PAST = _set(
    "need indeed bed red feed seed speed weed bleed breed exceed proceed succeed hundred sacred "
    "naked wicked shed led sled embed united"
)
#: Words in -est which are no superlative.
NOT_SUPERLATIVE = _set(
    "interest honest forest protest suggest invest arrest request digest harvest modest midwest "
    "manifest unrest contest earnest conquest dishonest tempest"
)
HAVE = _set("have has had having i've we've you've they've he's she's it's who've")
BE = _set("am is are was were be been being i'm he's she's it's we're you're they're")
#: What is done and can be looked up: a vote, a purchase, a verdict.
ACTS = _set(
    "voted vote votes bought sold signed signs passed killed kills died dies won wins lost loses "
    "spent paid cost costs created built arrested charged convicted sentenced jailed approved cut "
    "cuts raised raises met sent delivered deliver delivery purchase sale sells buys closed "
    "opened launched attacked destroyed banned bans fired resigned elected appointed nominated "
    "retracted withdrew refused began started supported opposed seized invaded bombed shot found "
    "stole leaked published made gave took supplied provided received hit reached backtracked "
    "backtracks moved left joined introduced proposed vetoed repealed enacted ended stopped "
    "balanced eliminated reduced deported imposed sponsored negotiated inherited added promised "
    "outsourced borrowed funded cancelled suspended evacuated injured wounded sued settled fined "
    "investigated testified deployed crashed collapsed burned recalled merged acquired hired "
    "employed shipped exported imported happened"
)
SAYING = _set(
    "said says say told tells announced announces stated reported reports according spokesman "
    "spokeswoman spokesperson confirmed denied rejected claimed claims admitted acknowledged "
    "added warned argued wrote tweeted testified statement officials report study survey poll "
    "data figures document documents records police court researchers analysts estimates "
    "estimated showed shows revealed published"
)
NEGATIONS = _set("no not never none without neither nor nothing nobody cannot hardly barely")
EVIDENCE = _set(
    "evidence indication indications sign signs proof trace traces record records seen see saw "
    "found find knowledge reason information confirmation basis data documents"
)
FUTURE = _set(
    "will shall would won't 'll could may might going gonna i'll we'll you'll he'll she'll it'll "
    "they'll likely unlikely expected tomorrow next future if"
)
POSITIONS = _set(
    "want wants wanted seek seeks support supports oppose opposes back backs favour favours favor "
    "favors intend intends intention plan plans side aim aims willing ready refuses committed "
    "demands pledge pledges vow vows propose proposes call calls"
)
JUDGING = _set(
    "should must ought need needs think thinks believe believes feel feels hope hopes wish guess "
    "suppose seem seems seemed appear appears perhaps maybe probably possibly arguably presumably "
    "supposedly allegedly opinion view idea know understand mean"
)
OPINIONS = _set(
    "great terrible wonderful beautiful horrible best worst worse better disaster disgrace love "
    "loves hate hates proud sad amazing incredible unfortunately frankly honestly obviously "
    "clearly sadly good bad right wrong important ridiculous stupid fantastic nice tremendous "
    "unfair fair shameful shame outrageous outrage brilliant awful perfect lovely absurd absurdly "
    "appalling astonishing atrocious baffling bizarre bland bold brave breathtaking brutal "
    "brutally callous catastrophic charming cheap chilling clever clownish clueless coward "
    "cowardly crazy cruel cruelty cynical cynically dangerous dangerously decent delightful "
    "delusional deplorable desperate desperately despicable devastating dire dirty disastrous "
    "disgraceful disgusting dishonest dismal disturbing dreadful dubious dull dumb easy elegant "
    "embarrassing enormous entertaining evil excellent exciting extraordinary extreme fabulous "
    "failure false famous farce fascinating fatal fierce flawed foolish fool fools frightening "
    "fun funny genius ghastly glorious gorgeous grave greedy greed grim gripping gross hapless "
    "happy happily hard harsh hateful heartbreaking heartless hero heroic hideous hilarious "
    "historic hopeless horrendous horrific horrifying hypocrisy hypocrite hypocritical idiot "
    "idiotic ignorant immoral impressive inane incompetent incompetence inept inexcusable "
    "infamous insane insidious inspiring insulting intolerable invaluable ironic ironically irony "
    "irresponsible joke laughable lame lazy liar liars lie lies lousy lucky ludicrous mad madness "
    "magnificent malicious marvellous marvelous mediocre meaningless memorable mere merely mess "
    "mindless miserable moron moronic naive nasty nefarious nightmare nonsense notorious "
    "obnoxious obscene odd offensive ominous outlandish painful pathetic peculiar phony pitiful "
    "pleasant pointless poor poorly powerful precious predictably preposterous pretentious "
    "profound proper propaganda puzzling radical rampant reasonable reckless recklessly "
    "refreshing remarkable remarkably repugnant repulsive reprehensible revolting rotten rude "
    "ruthless sane scandal scandalous scary scathing selfish senseless sensible serious seriously "
    "severe sham shambles shamefully shameless shocking shockingly sick sickening silly sinister "
    "sleazy sloppy smart smug spectacular splendid staggering strange striking strong stunning "
    "stupidity sublime superb superior surely surprising surprisingly suspicious tedious terrific "
    "terrifying thankfully tired toxic tragedy tragic tragically treacherous trouble troubling "
    "ugly unacceptable unbelievable unbearable undeniable unforgivable unfortunate unhinged "
    "unjust unpleasant unreasonable unworthy useless vague vain valuable vicious vile vulgar "
    "wasteful weak weird welcome wise wisely witless wonder worthless worthy wrongly zealous "
    "tyranny tyrant thug thugs mob hysteria hysterical hoax cult crony cronies elites extremist "
    "extremists fanatics demonize smear smears bigot bigots bigotry racist fascist corrupt "
    "disgraced supposed alas interesting interestingly truth simple simply abject abomination "
    "abysmal adorable alarming alarmist anguished arrogance arrogant asinine bankrupt barbaric "
    "baseless bias biased blatant blatantly blasphemy blind bogus brainless bullying chaos "
    "chaotic circus clumsy compelling complicit condescending contempt contemptible courage "
    "courageous cowardice craven crisp curious damning debacle deceit deceitful deception decency "
    "defiant deluded delusion depressing deranged despair destructive deserve deserves devious "
    "disappointing disappointment discredited disdain disingenuous dishonor divisive doomed "
    "draconian dramatic dreary egregious empty enraged epic erratic exaggerated excuse excuses "
    "fake fanatical fanciful farcical feeble feckless fiasco flagrant flimsy folly fringe furious "
    "futile garbage glaring gloomy glory grotesque gruesome grossly guts hellish humiliating "
    "humiliation hypocrites ideologue ideologues ideological illegitimate immature inadequate "
    "inconvenient incoherent indefensible inhumane inevitable inevitably infuriating injustice "
    "insult insults irrational keen lunacy lunatic manipulative masterpiece meddling menace "
    "misguided mockery monster monstrous narcissist needless noble obsession obsessed obvious "
    "oppressive orwellian outdated overblown overreach panic paranoid partisan passionate petty "
    "pointed pompous predictable privileged problematic propagandists puppet questionable racism "
    "rage radicals rant ranting regrettable relentless resentment rhetoric ridicule sadder "
    "saddest savage scapegoat sensational shaky sharp shoddy shrewd skewed slander slavish "
    "sneering socialist soulless sordid spineless spiteful spin staunch stale stark stubborn "
    "stunt subversive superficial swamp tasteless thoughtful thrilling timid tirade torrid tough "
    "trivial twisted unashamed unconvincing undemocratic unfit unfounded unprecedented unwise "
    "upset urgent vengeful venomous vibrant victimhood vindictive virtue warped whining willful "
    "wishful woeful woefully woke wretched"
)
#: Endings of words that judge, and words that end so without judging.
JUDGING_ENDINGS = ("less", "lessly", "ously", "ingly", "fully")
NOT_JUDGING = _set(
    "less unless regardless nevertheless nonetheless homeless wireless stateless cordless bless "
    "previously simultaneously unanimously anonymously continuously variously religiously "
    "spontaneously accordingly increasingly knowingly unknowingly exceedingly interestingly fully "
    "carefully successfully lawfully unlawfully peacefully"
)
STRESSING = _set(
    "very really so too such extremely totally utterly absolutely completely truly quite deeply "
    "incredibly highly hugely massively wildly perfectly entirely exactly literally actually "
    "certainly definitely indeed always everything anything everybody everyone "
    "whatever just even rather pretty especially particularly essentially basically practically "
    "virtually apparently course well oh yes"
)
ADDRESSING = _set(
    "you your yours you're you've you'll you'd please thank thanks grateful welcome let's let sir "
    "madam ladies gentlemen hello goodbye sorry okay congratulations bless"
)
#: The speaker alone, and the speaker among others.
ALONE = _set("i i'm i've i'd i'll me my mine myself")
SPEAKING = _set("we we're we've we'd we'll us our ours ourselves")
BOUND = _set("have has need needs got want wants ought had try trying")
OTHERS = _set(
    "he she they him her them his hers their theirs he's she's they're they've they'd he'd she'd"
)
ASKING = _set(
    "who what why how when where which whose is are was were do does did can could will would "
    "should has have isn't aren't don't doesn't didn't can't won't"
)
#: What newsrooms check most: public money, work, health, schools, crime, war, law.
SUBJECTS = _set(
    "tax taxes taxed budget budgets deficit deficits debt debts surplus spending spend dollars "
    "dollar euros pounds money income incomes wage wages salary salaries price prices inflation "
    "interest mortgage bank banks market markets trade tariffs tariff exports imports economy "
    "economic recession industry company companies business businesses corporations workers "
    "worker jobs job unemployment unemployed employment employees manufacturing factory factories "
    "union unions poverty poor families household households welfare pension pensions medicare "
    "medicaid insurance insured uninsured premiums health healthcare hospital hospitals doctors "
    "nurses patients disease diseases virus pandemic epidemic coronavirus covid lockdown "
    "quarantine ventilators mandate vaccine vaccines infections infected cases deaths death "
    "hospitalizations masks tests testing drug drugs cancer abortion abortions schools school "
    "teachers students education college tuition university crime crimes criminals murder murders "
    "violence prison prisons prisoners police guns gun weapons weapon nuclear missiles missile "
    "troops soldiers army navy military war wars forces defense defence terrorists terrorism "
    "refugees immigrants immigration illegal border borders oil gas coal energy emissions carbon "
    "climate temperature pollution power plants electricity law laws bill bills act legislation "
    "amendment regulations regulation court courts judge judges constitution senate congress "
    "parliament governor president administration government agency department federal state "
    "states treaty sanctions agreement election elections voters ballots ballot votes campaign "
    "donations population people men women children americans citizens residents contract "
    "contracts policy program programs fund funds funding aid veterans seniors housing homes "
    "farmers water food security production consumption homicide rate rates"
)

#: The words of each reason, by which a learnt word or word pair is told to belong to it; the first
#: that holds it has it.
WORDS: tuple[tuple[Reason, frozenset[str]], ...] = (
    (Reason.FIGURE, NUMBERS | {"<money>", "<percent>", "<number>"}),
    (Reason.DATE, DATES | {"<year>"}),
    (Reason.ADDRESS, ADDRESSING),
    (Reason.PERSONAL, ALONE | SPEAKING),
    (Reason.PREDICTION, FUTURE),
    (Reason.OPINION, OPINIONS | JUDGING | STRESSING),
    (Reason.COMPARISON, COMPARING),
    (Reason.ACT, ACTS),
    (Reason.REPORTED, SAYING),
    (Reason.POSITION, POSITIONS),
    (Reason.ABSENCE, NEGATIONS | EVIDENCE),
    (Reason.SUBJECT, SUBJECTS),
    (Reason.QUESTION, _set("?")),
)
