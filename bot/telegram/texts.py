"""What the channel itself says; everything else is said by the assistant, from domain.yml."""

from __future__ import annotations

NO_ANSWER = "Sorry, something went wrong on my side and I have no answer. Please try again."

UNREAD = "I can only read words, so {kind} tells me nothing. Would you put it in a few words?"
FORWARDED = (
    "Those are somebody else's words, so I note nothing from them. How is it for you, reading that?"
)
FORWARDED_GRAVE = (
    "What you passed on worries me. If they are in danger now, call the emergency number where "
    "they are (112 in Europe, 911 in the US and Canada, 999 in the UK, 000 in Australia). Other "
    "helplines: findahelpline.com. Ask them directly, and stay in touch with them. And how are you?"
)
EDIT_READ = "I have read your change and set that message's mood anew."

IN_A_GROUP = (
    "I hear you, {name}. How you are is nobody else's business, so I answer in private: the button "
    "brings you there."
)
IN_A_GROUP_BUTTON = "Talk in private"

HELP = (
    "I'm Attune, a bot. Write me how you are, in your own words; I guess the feeling and answer to "
    "it, and I can be wrong. These work at any time:\n\n{commands}\n\nIn an emergency call 112 "
    "(Europe), 911 (US, Canada), 999 (UK), 000 (Australia) or the number where you are."
)
UNKNOWN_COMMAND = "I don't know that command. /help lists those I know."

HOW_IS_THE_DAY = "How is your day so far, from 1 (very bad) to 5 (very good)?"
WHEN_TO_REMIND = (
    "When shall I ask you how you are? Pick one, or write a time: /remind 20:30, or "
    "/remind every monday at 9 am."
)
STOP_WHAT = "What shall I stop?"
NOTHING_STOPPED = "All right, everything stays as it is."
REMINDER = "Time to look back for a moment: how is your day, from 1 (very bad) to 5 (very good)?"

CHART_CAPTION = "Your mood: {period}. {told}"
HISTORY_UNAVAILABLE = "I can't reach the mood history at the moment. Please try again later."

DESCRIPTION = (
    "Write me how you are. I guess the feeling from your words, answer to it, and keep a mood "
    "history if you let me. I'm a program, no doctor, and I can be wrong."
)
SHORT_DESCRIPTION = "A mood companion: it hears how you feel, and can be wrong."
