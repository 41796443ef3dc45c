"""Everyday messages that an adapted head has to leave as they are, written for this purpose.

They carry no labels: what the trained model says of them is what shall stay.
"""

from __future__ import annotations

EVERYDAY: tuple[str, ...] = tuple(
    """\
good morning
hey, are you there?
how are you doing?
what can you do?
who made you?
yes please
no, not really
sure, go ahead
okay, got it
maybe later
i don't know
never mind
let me think about it
thanks, that's all for now
talk to you tomorrow
what's the weather like today?
how long does it take to get there?
where did you put the keys?
can you remind me at seven?
which bus goes to the station?
could you send me the address?
what does this word mean?
do you have a table for two?
is the library open on sunday?
how many people are coming?
show me the last report
set the alarm for half past six
turn off the lights in the kitchen
please book the second option
change my email address
i'd like to cancel the order
my name is jordan
i live on the third floor
i work in an office near the park
the meeting has been moved to thursday
we have two cats and a dog
i take the train to work
the shop closes at eight
she is my neighbour's sister
he studies biology
they moved here last year
i usually have lunch at noon
the parcel arrived this morning
we are out of milk
i have an appointment at the dentist on monday
dinner is at seven
i went to the market and bought apples
the film starts in ten minutes
i'm reading a book about rivers
my brother has a blue car
it's about the invoice from may
the password has eight characters
i need a new charger
i'm on my way home
we painted the fence on saturday
the second half was played in the rain
i have been here twice
this is the third time i call
the report is due next week
he asked for the number
it depends on the price
i agree with the plan
the answer is on page nine
they serve breakfast until ten
i switched to the other line
there is a meeting room upstairs
i'll bring the chairs
the test has twenty questions
my shift ends at four
that's fine with me
i'm so happy today
this made my whole week
we won and everyone was cheering
i finally passed the exam
the baby laughed for the first time and i can't stop smiling
great news, i got the job
what a lovely afternoon that was
i'm proud of how it turned out
so relieved that the results are good
i can't wait for the holidays
haha that was hilarious
best birthday in years
i feel calm and content
everything is going well lately
it was fun, we danced all night
i'm grateful for all the help
looking forward to seeing the sea again
i love my new flat, it's full of light
i feel so sad
i miss my grandmother
i cried all evening
nothing feels worth doing any more
i feel lonely in this city
they didn't pick me again
i'm so disappointed with how it ended
my cat died on friday
it hurts that he forgot
i feel like a failure
we broke up last night
i'm down today and don't know why
i wish i had said goodbye
the house is so empty without her
i'm sorry for what i did, i feel terrible
i gave up on that dream
it was a sad little funeral
nobody remembered my birthday
i'm so angry right now
stop lying to me
he took credit for my work again
this is unfair and they know it
i'm sick of being ignored
how dare she read my messages
the neighbours are loud again and it drives me mad
i'm fed up with these delays
they charged me twice and won't pay it back
don't you ever talk to me like that
i hate it when people cut the line
what a rude man
i'm furious with my boss
this app is useless, it crashed again
he never listens and it annoys me
get out of my sight
i want to scream, nothing works here
she broke her promise for the third time
i'm scared
i'm worried about the results
there is someone outside and i'm alone
i have a panic attack every time i fly
what if i lose my job
my hands shake before every talk
i'm nervous about tomorrow
i can't sleep, i keep thinking that something will happen to them
the dark frightens me
i'm terrified of needles
i'm anxious about meeting his parents
the doctor wants to see me again and i'm dreading it
i don't dare to open the letter
that noise in the cellar gave me chills
i feel uneasy walking home at night
i'm afraid that it comes back
the brakes failed and i thought i would die
i'm stressed and afraid of failing
i love you
i love you more than words can say
you mean the world to me
i adore my little sister
thinking of you, my dear
i want to hold you all night
she is the love of my life
my heart belongs to him
i care about you so much
hugs and kisses
i'm so fond of the old dog
you are my sunshine
i fell in love with her smile
i miss your arms around me, darling
he is so sweet to me, i love him
we have been in love for ten years
i cherish every minute with my children
i feel so close to you
wow, i did not see that coming
what? since when?
no way, really?
i can't believe my eyes
that came out of nowhere
you're kidding, he is back?
i'm shocked that she said yes
oh, i had no idea
it took me completely by surprise
who would have thought that
i never expected to see you here
my jaw dropped when they told me
suddenly the door opened and everybody was there
they gave me a car, just like that, i was stunned
unbelievable, all of it gone overnight
how on earth did you find me?
to my amazement the plan worked
i was astonished by the price
lol fair enough
same here tbh
yeah i think so too
nah, i'm good
idk, could be either
pretty sure that's how it works
that's not what i meant
source?
this is the right answer
i think you are wrong about that
depends on who you ask
not a fan of the new layout
this should be higher up
he's talking about the other one
you can find it in the settings
works on my machine
just google it
i'd say give it another try
it's been like that since 2015
my dad used to say that all the time
i had the same one in school
there are two kinds of people
they probably meant the old version
that's the whole point of the game
some people just don't care
i only watched the first season
the second one is better than the first
i've never seen that before
anyone know the name of this song?
what happened to the other guy?
is this a bot?
why would anyone do that?
wait, which episode was this?
so what did you end up doing?
serious question, how do you clean it?
am i the only one who likes it cold?
can we get a link?
who is the one on the left?
i think it's the lighting
tl;dr buy the cheap one
it's more of a guideline
he left the team last year
the coach said he'll play on sunday
they lost by two points
the vote was closer than people think
it's legal in some states
most of it is tax
you need to be over eighteen
that's a repost
edit: fixed the typo
he looks like my uncle
maybe they will change it in the next update
i would check the manual first
both of them are fine
i don't have an opinion on that
good luck with the move
welcome to the club
you're right, my mistake
hope that helps
take care of yourself
happy cake day
congrats, you earned it
well said
nice one
that's awesome
this is so cool
what a player
absolute legend
best thing i've seen all day
this made me laugh way too hard
lmao i'm dead
haha he didn't even notice
good for you, keep it up
i really like the colours
that looks delicious
thank you, this is just what i needed
beautiful shot
he did such a great job
glad you made it home safe
can't wait to try this
i'd love to see more of these
so wholesome
what a good boy, i love dogs
i love this show so much
they are the cutest couple
aww, give her a hug from me
i love how he looks at her
love you guys
that's adorable
miss you, bro
my condolences
rip, he was one of the greats
that's so sad
poor thing
i feel bad for her
this breaks my heart
i wish it had ended differently
sorry you have to go through this
that's a shame, i liked the old one
i was really hoping they would win
i've been there, it's rough
nobody deserves to be treated like that
it just makes me sad to see it go
i regret selling mine
kind of a letdown
i'm so tired of all this
shut up
what an idiot
this is bullshit
you have got to be joking, that's theft
are you blind, ref?
worst call i have ever seen
people like this make me sick
who asked you?
stop making excuses for him
that is disgusting
they should be ashamed of themselves
i can't stand this guy
what a waste of money
screw them
he's a liar and everyone knows it
god, this is annoying
learn to drive
ew, gross
i hate this company
that's scary
nope, nope, nope
this would be my nightmare
i'd be too scared to jump
stay safe out there
that gave me anxiety just watching
hope nothing bad happened to him
heights are not for me, my knees go weak
i worry about where this is going
that spider is terrifying
now i'm afraid to check my mail
what if they never come back?
whoa
holy cow
didn't expect that at all
plot twist
how is that even possible?
today i learned
wait, what?
i was not ready for that ending
huh, that's new
no freaking way
well, that escalated quickly
i honestly thought he was dead
oh my god, is that really you?""".splitlines()
)
