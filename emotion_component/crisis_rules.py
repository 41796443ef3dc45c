"""The rules of the crisis detector, written on text in lower case without apostrophes."""

from __future__ import annotations

import re
from typing import NamedTuple


class Rule(NamedTuple):
    """A named pattern."""

    name: str
    pattern: re.Pattern[str]


def _rules(**patterns: str) -> tuple[Rule, ...]:
    return tuple(Rule(name, re.compile(pattern)) for name, pattern in patterns.items())


_WANT = (
    r"(?:want(?:ing|ed|s)? to|wan+a|going to|gon+a|will|ill|plan(?:ning|ned)? to|need to|"
    r"decided to|ready to|try(?:ing)? to|tried to|thinking (?:of|about)|think(?:s)? about|"
    r"thoughts (?:of|about)|about to|might|could|should|let me|urge to|feel like|"
    r"considering|how (?:do i|to|can i))"
)
_LIFE = r"(?:my|this|her|his|their) (?:own )?(?:life|lives|existence)"

SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (
            r"\bsu+[aei]?i?c+i?d+e?\b|\bsui?side?\b|\bsewerslide\b|\bsuicied\b",
            "suicide",
        ),
        (r"\bsu+i?c+[ia]+d+(?:[ae]l|le)\b|\bsuisidal\b", "suicidal"),
        (r"\bki+l+\b|\bkil\b|\bunalive\b", "kill"),
        (r"\bkms\b", "kill myself"),
        (r"\bmy self\b|\bmyslef\b|\bmyelf\b", "myself"),
        (r"\bdye\b(?= (?:tonight|today|now|soon))|\bdei\b", "die"),
        (r"\blif\b|\blfe\b", "life"),
        (r"\bwnat\b|\bwnt\b|\bwanna\b", "want to"),
        (r"\bgonna\b", "going to"),
    )
)
"""Misspellings and disguises, put right before any rule looks."""

ALLOWED = _rules(
    figure_of_speech=(
        r"\b(?:is|are|was|were|s|re|be|been) (?:absolutely |literally |totally )?killing "
        r"(?:me|it|us|time|them)\b|\bdying (?:to (?:know|see|hear|try|go|meet|read|find|tell|"
        r"get|eat)|of (?:laughter|boredom|curiosity|laughing))|\bdied? (?:of|from) "
        r"(?:laughter|laughing|embarrassment|boredom|cringe)\b|\bto die for\b"
    ),
    would_kill_for=r"\b(?:could|would|d|ll) kill for\b|\b(?:could|would) kill (?:him|her|them|you)\b",
    others_kill_me=(
        r"\b(?:my )?(?:mum|mom|mother|dad|father|parents|boss|wife|husband|teacher|she|he|they|"
        r"coach) (?:is|are|will|would|s|ll|re)? ?(?:going to |gonna )?kill me\b"
    ),
    dead_as_very=r"\bdead (?:tired|serious|sure|certain|right|easy|line|lift|end|on my feet)\b",
    story=(
        r"\bsuicide squad\b|\bkill (?:bill|switch)\b|\b(?:film|movie|song|book|novel|episode|"
        r"game|band|series|show|article|documentary|podcast|level|boss|character)s? "
        r"(?:about|called|on|named|where)[^.!?]*|\bin the (?:film|movie|game|book|novel|series|"
        r"show|episode|song)\b[^.!?]*|\bromeo and juliet\b[^.!?]*"
    ),
    things_end=r"\bcut (?:myself|me) (?:shaving|while|with the bread|on (?:paper|a|the))\b[^.!?]*"
    r"|\bcut myself (?:some|a (?:piece|slice|bit))\b|\bend it (?:with|between)\b",
)
"""Taken out before any rule looks: they share words with the rules and mean something else."""

CRISIS = _rules(
    suicide=r"\bsuicid(?:e|al|ality)\b",
    kill_self=r"\bkill(?:ing|ed|s)? ?(?:my ?self|himself|herself|themsel\w+|ourselves)\b"
    rf"|\b{_WANT} kill\b(?= *(?:$|[.!?,;]|tonight|now|today|so bad))",
    end_life=rf"\b(?:end|ending|ended|take|taking|took|finish(?:ing)?) {_LIFE}\b(?! (?:savings|insurance|story|partner))",
    end_it=rf"\b{_WANT} (?:just )?(?:end(?:ing)?|finish(?:ing)?) (?:it(?: all)?|things|everything|myself)\b"
    r"|\bend it all\b|\bend(?:ing)? it (?:tonight|today|now|for good|once and for all)\b",
    want_to_die=rf"\b{_WANT} (?:just |really |only )?(?:die|dying|be dead|not exist|stop existing)\b(?! (?:my|his|her|the) )"
    r"|\b(?:want|wants|wanting) (?:him|her)?self dead\b|\brather (?:be dead|die)\b"
    r"|\bi (?:deserve|choose) (?:to die|death)\b",
    not_alive=r"\b(?:dont|do not|no longer|didnt|not) (?:really |even )?want(?:ing)? to "
    r"(?:live|be alive|exist|be here|wake up|go on living)(?: any ?more| anymore)?\b",
    no_reason=r"\b(?:no (?:reason|point|purpose)|nothing(?: left)?) (?:to|in|for|of) "
    r"(?:live|living|life|live for|be alive|being alive)\b|\bnot worth living\b",
    self_harm=r"\b(?:cut(?:ting)?|hurt(?:ing)?|harm(?:ing)?|burn(?:ing|ed)?|starv(?:e|ing)|punish(?:ing)?) "
    r"(?:my ?self|myself|my (?:wrists?|arms?|legs?|thighs?|skin|veins))\b|\bself ?harm(?:ing|ed)?\b"
    r"|\bslit(?:ting)? my\b|\bi (?:started|began|keep) cutting\b",
    means=r"\b(?:hang(?:ing)?|shoot(?:ing)?|drown(?:ing)?|poison(?:ing)?|strangl(?:e|ing)) "
    r"(?:my ?self|herself|himself|themselves)\b|\boverdos(?:e|ing)\b"
    r"|\b(?:take|taking|took|swallow(?:ed|ing)?) (?:all|every one of|too many|the whole bottle of) "
    r"(?:of )?(?:my|the|these|those)? ?(?:pills?|meds|medication|tablets|sleeping pills)\b"
    r"|\bjump(?:ing)? (?:off|from|in front of) (?:a|the|my) "
    r"(?:bridge|roof|building|balcony|window|train|cliff|car|bus|truck|ledge)\b"
    r"|\b(?:noose|rope) (?:is )?(?:ready|around my neck|tied)\b"
    r"|\b(?:gun|pistol) (?:to|in|at|against) my (?:head|mouth|temple)\b"
    r"|\b(?:crash|drive) (?:my|the) car (?:into|off)\b|\bwalk into (?:traffic|the sea|the ocean)\b",
    farewell=r"\b(?:written|wrote|writing|leaving|left) (?:the|my|a|them|some)?(?: \w+)? ?"
    r"(?:goodbye|farewell|suicide|last) (?:letters?|notes?|messages?)\b"
    r"|\bwritten the letters\b|\bthis is (?:goodbye|my last|the last) ?"
    r"(?:forever|message|night|day|time you|goodbye)?\b(?= ?(?:$|[.!?]|forever|message|night|for me))"
    r"|\bgoodbye (?:forever|cruel world|for good)\b|\bsay goodbye to (?:everyone|my life|this world)\b"
    r"|\bgiven away (?:all )?my (?:things|stuff|belongings|pets?)\b",
    better_off=r"\b(?:better off|happier|easier|better) (?:without me|if i (?:was|were|am|werent|wasnt) "
    r"(?:dead|gone|not here|here|around)|dead)\b|\bworld (?:would be |is )?better (?:off )?without me\b",
    it_to_stop=r"\bi just want (?:it|everything|the pain|this) to (?:stop|end|be over)\b"
    r"[^.!?]*\bfor(?:ever| good)\b|\b(?:letters|pills|rope|gun|bridge|razor|blade)\b[^.!?]*"
    r"\bwant (?:it|everything) (?:all )?to (?:stop|end|be over)\b",
    not_be_here=r"\b(?:wont|will not|not going to) be (?:here|around|alive) "
    r"(?:tomorrow|much longer|any ?more|when you|next week)\b",
)

CONCERN = _rules(
    passive_wish=r"\b(?:wish|wished) i (?:was|were|wasnt|werent|could) (?:dead|never born|not here|"
    r"gone|alive|here|disappear|not wake up|just disappear)\b|\bwish i (?:had|d) never been born\b"
    r"|\bwish i (?:wouldnt|didnt|could not|would not) (?:wake up|exist|have to wake up)\b"
    r"|\b(?:sleep|fall asleep) (?:and |forever|for ever)(?:never|not)? ?(?:wak(?:e|ing) up)?\b"
    r"|\bnever wake up\b|\bnot wake up (?:again|tomorrow)\b",
    disappear=r"\b(?:want|wish|like) (?:to|i could) (?:just )?(?:disappear|vanish|fade away|be gone)\b",
    hopeless=r"\b(?:cant|can not|cannot) (?:go on|take (?:it|this) (?:any ?more|much longer)|"
    r"do (?:this|it) any ?more|keep going|carry on|live like this)\b"
    r"|\b(?:no|lost all|without any|without|beyond) hope\b(?! (?:of rain|for the (?:team|weather)))"
    r"|\bwhats the point (?:of|in) (?:living|life|going on|anything|it all|trying)\b"
    r"|\b(?:no way out|nothing to look forward to|nothing matters any ?more)\b"
    r"|\b(?:tired|sick) of (?:living|life|being alive|existing)\b|\bhate (?:my life|being alive|living)\b"
    r"|\b(?:id|i would|i might) (?:be )?(?:better off|rather be) (?:dead|gone)\b",
    kill_me=r"\b(?:please|just|someone|somebody) kill me\b",
    burden=r"\b(?:im|i am|just|being|such|only) a burden\b|\bnobody would (?:miss|notice) "
    r"(?:me|if i|i was|im)\b|\bno one would (?:miss me|notice if i|care if i)\b"
    r"|\bwould anyone (?:miss me|care if i|notice if i)\b",
)

DENIED = _rules(
    denial=r"\b(?:im|i am|am|is|are|was|feel(?:ing)?|been|not|hes|shes)?\s?(?:not|never|nt|isnt|arent|"
    r"wasnt|aint|no longer) (?:really |actually |feeling |at all )?suicidal\b"
    r"|\b(?:dont|do not|didnt|wont|will not|would never|never|not going to|not) "
    r"(?:really |actually |even )?(?:want to |planning to |plan to |going to |thinking (?:of|about) |"
    r"think about |mean i want to |feel like )?(?:kill(?:ing)? myself|commit(?:ting)? suicide|suicide|"
    r"die|dying|be dead|hurt(?:ing)? myself|harm(?:ing)? myself|cut(?:ting)? myself|end(?:ing)? my life|"
    r"end it all|take my (?:own )?life)\b|\bno suicidal (?:thoughts|feelings)\b",
)
"""A denial that names suicide is a reason to ask, not an emergency."""
