"""Texts to measure on: as long as dair-ai/emotion's test set, whose mean is 22 WordPiece tokens.

There 5 % have at most 8, a quarter at most 13, half at most 20, three quarters at most 29 and 95 %
at most 45; so have these, nearly.
"""

from __future__ import annotations

TEXTS: tuple[str, ...] = (
    "i feel so tired today",
    "she said yes, i can't believe it",
    "i passed my driving test at the third attempt",
    "nobody called me on my birthday this year",
    "my brother is in hospital and i am worried",
    "they moved my desk to the corridor without asking",
    "we walked by the sea until it got dark, it was lovely",
    "i keep checking my phone even though i know that he won't write to me",
    "the train was late again and i missed the first half of the concert i had waited for",
    "i baked bread with my daughter, and now the whole house smells of it and of her laughing",
    "my boss thanked me in front of everyone today and i really didn't know where to look",
    "i heard steps on the stairs last night and couldn't sleep until it was light outside again",
    "since the move i sit alone in the evenings and wonder if coming here was a mistake after all",
    "he borrowed my car, brought it back with an empty tank and didn't even say thank you for it",
    "i thought it would be a quiet evening, and then twenty people stood in my living room and "
    "shouted surprise",
    "the doctor says that it is probably nothing, but i have to wait for the results until monday "
    "and i can't think of anything else",
    "my grandmother taught me how to knit when i was small, and every time i pick up the needles "
    "i feel close to her again",
    "i have sent forty applications since the spring and got two answers, both of them no, and "
    "slowly i stop believing that there is a place for somebody like me anywhere",
    "we argued about the dishes, then about money, and then about everything that has been wrong "
    "for years, and now he sleeps on the sofa and neither of us wants to be the first to say sorry",
    "when i came home the lights were off and i was sure that something had happened, but they had "
    "only gone for a walk with the neighbour's dog, and i sat down on the stairs and laughed until "
    "i had tears in my eyes because i was so relieved",
)
