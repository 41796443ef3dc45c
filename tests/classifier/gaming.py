"""What players write, for an assistant of theirs: slang that the default model can't know.

Of each list, every third message is held out from learning.
"""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "joy": """\
gg ez
gg wp everyone
ez clap
ez win for us
pog
poggers
that was pog
pog we did it first try
what a clutch
clutched it one v four
clean clutch at the end
he clutched the round
ace
ace on the pistol round
got my first ace tonight
team ace to end it
pentakill
first pentakill of my life
pentakill at baron
popped off that game
i popped off thirty kills
our jungler popped off
world first for our guild
we got server first
first clear of the raid
full clear no deaths
cleared the raid blind
ranked up to diamond
finally ranked up
ranked up twice tonight""",
    "anger": """\
got ganked again
ganked three times before level six
they gank me every time
ganked at my own tower
spawn camped the whole match
camped at spawn again
they camp the spawn every round
he camps my corpse
jungler is inting on purpose
bot lane is inting
stop inting
top inted the whole game
team kept feeding
mid fed ten kills by ten minutes
support feeds and flames
smurfs in every lobby
another smurf in bronze
lost to a smurf stack
tank went afk in the boss fight
afk in ranked again
two afks on my team
griefed by my own duo
they griefed our base
griefers burned the village
nerfed my main again
they nerfed it into the ground
nerfed twice in one patch
aimbot in every match
hackers in ranked and no bans
wallhacks again and no bans""",
    "sadness": """\
raid wipe at 1 percent
wiped at one percent again
we wiped on the last phase
another wipe another night gone
guild disbanded last night
the guild is disbanding
our clan disbanded too
they disbanded the team
servers shut down on friday
they are shutting the servers down
last day before the servers go down
the server closes after ten years
deranked to bronze
deranked again after a year
five losses and deranked
lost my hardcore character
hardcore run over at level 59
my hardcore hero is dead
benched for the finals
benched again
coach benched me for the season
dropped from the roster
not on the roster any more
roster cut after three years
nobody logs in any more
my old clan never logs in
friends list all offline again
save file corrupted after ninety hours
corrupted save all gone
world file corrupted the one from school""",
    "neutral": """\
lfg weekly dungeon
lfg two dps one healer
lfm heroic at nine
lfg ranked duo
queue times are ten minutes
how long is the queue
queue pops around eight
patch notes are out at six
where are the patch notes
patch is two gigabytes
what's the meta build
which build for mid lane
is that build still meta
send me your build
which server are you on
server restarts at six
we play on the eu server
what sens do you use
my sens is four hundred
respec costs two hundred gold
how do i respec
boss spawns every four hours
the boss spawns in the north
raid starts at eight
raid night is thursday
tank pulls on three
i main support
do you main tank or healer
swap to the second loadout
drop your tag in chat""",
}


def _part(held_out: bool) -> list[tuple[str, str]]:
    return [
        (text, emotion)
        for emotion, texts in MESSAGES.items()
        for at, text in enumerate(texts.splitlines())
        if (at % 3 == 2) == held_out
    ]


TO_LEARN = _part(held_out=False)
HELD_OUT = _part(held_out=True)
