"""The command line: a thin layer over functions that can be imported."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from emotion_component.errors import AttuneError

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Attune hears the emotion in a message. It is a program, and it can be wrong.",
)
errors = Console(stderr=True, highlight=False, markup=False)

ModelFolder = Annotated[
    Path | None, typer.Option(help="A trained model's folder; the embedded one by default.")
]
User = Annotated[str | None, typer.Option(help="Whose; ATTUNE_USER by default.")]
OutputFile = Annotated[
    Path | None, typer.Option(help="A file, for its owner only; standard output by default.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


@app.command()
def chat() -> None:
    """Chat in the terminal; everything it needs is started and stopped."""
    from bot.chat import chat as hold_chat
    from bot.settings import Settings

    hold_chat(Settings.from_environment(), Path.cwd())


@app.command()
def telegram(
    polling: Annotated[
        bool, typer.Option("--polling", help="Fetch updates: no public address; the default.")
    ] = False,
    webhook: Annotated[
        str | None, typer.Option(help="The https address at which Telegram reaches this bot.")
    ] = None,
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="Where it listens, on 127.0.0.1 only.")
    ] = 5005,
) -> None:
    """Talk on Telegram; everything it needs is started and stopped."""
    from bot.settings import Settings
    from bot.telegram.serving import serve
    from bot.telegram.settings import WEBHOOK, TelegramSettings

    if polling and webhook:
        raise typer.BadParameter("give --polling or --webhook, not both")
    environ = {**os.environ, **({WEBHOOK: webhook} if webhook else {})}
    if polling:
        environ.pop(WEBHOOK, None)
    chosen = TelegramSettings.from_environment(environ)
    serve(chosen, Settings.from_environment(), Path.cwd(), port)


@app.command()
def predict(
    texts: Annotated[list[str] | None, typer.Argument(help="Texts; none starts a loop.")] = None,
    input: Annotated[Path | None, typer.Option(help="A .txt, .csv or .jsonl file.")] = None,
    output: Annotated[Path | None, typer.Option(help="A .jsonl or .csv file.")] = None,
    model: ModelFolder = None,
    threads: Annotated[int, typer.Option(min=1, help="Threads for the model.")] = 2,
    explain: Annotated[bool, typer.Option("--explain", help="Mark what led there.")] = False,
    as_json: AsJson = False,
) -> None:
    """The emotion of texts: given here, typed in, or line by line from a file."""
    from bot import predicting
    from emotion_component import EmotionModel

    if input and texts:
        raise typer.BadParameter("give texts or --input, not both")
    if output and not input:
        raise typer.BadParameter("--output needs --input")
    if explain and output and output.suffix == ".csv":
        raise typer.BadParameter("--explain has no column in a .csv: write to a .jsonl")
    loaded = EmotionModel.load(model, threads)
    if input:
        failed = predicting.predict_file(loaded, input, output, explain)
        raise typer.Exit(1 if failed else 0)
    if texts:
        predicting.predict_texts(loaded, texts, as_json, explain)
    else:
        predicting.predict_typed(loaded, as_json, explain)


@app.command()
def train(
    data: Annotated[
        list[Path] | None, typer.Option(help="A corpus, or a folder of corpora; repeatable.")
    ] = None,
    output: Annotated[Path, typer.Option(help="The run's folder; started again, it goes on.")] = (
        Path("runs/emotion")
    ),
    epochs: Annotated[int, typer.Option(min=1)] = 5,
    batch_size: Annotated[int, typer.Option(min=1)] = 32,
    augment: Annotated[float, typer.Option(min=0, max=1, help="Share given synonyms.")] = 0.3,
    seed: Annotated[int, typer.Option()] = 20260,
    rate: Annotated[
        float, typer.Option(min=0, help="Peak learning rate of the encoder; heads take 7.5 times.")
    ] = 8e-5,
    rows: Annotated[int, typer.Option(min=0, help="At most so many an epoch; 0: all.")] = 0,
    share: Annotated[
        list[str] | None,
        typer.Option(help="CORPUS=FACTOR: so many times its usual rows in an epoch; repeatable."),
    ] = None,
    start: Annotated[
        Path | None, typer.Option(help="An earlier run's folder, to begin with its best weights.")
    ] = None,
    keep: Annotated[
        float, typer.Option(min=0, max=1, help="Share of those weights in the finished model's.")
    ] = 0.0,
) -> None:
    """Train the classifier and export it. Needs the extra: pip install attune[train]."""
    try:
        from bot.training import read_share
        from bot.training import train as run_training
        from emotion_component.training.arguments import TrainingArguments
    except ImportError as error:
        raise AttuneError(
            f"Training needs {error.name}: install the extra with `make train-environment` or "
            "`pip install attune[train]`."
        ) from error
    folder = run_training(
        data or [],
        output,
        TrainingArguments(
            epochs=epochs,
            batch_size=batch_size,
            encoder_rate=rate,
            head_rate=round(7.5 * rate, 10),
            augment=augment,
            rows=rows,
            seed=seed,
            shares=dict(map(read_share, share or [])),
            keep=keep,
        ),
        start,
    )
    errors.print(f"The model is in {folder}.")


@app.command()
def evaluate(
    data: Annotated[Path, typer.Option(help="Labelled texts: .jsonl, .csv or .tsv.")] = Path(
        "data/everyday/test.tsv"
    ),
    model: ModelFolder = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Labelled texts to fit TF-IDF + LinearSVC on, beside it.")
    ] = None,
    text_column: Annotated[str | None, typer.Option(help="The text's, if not text.")] = None,
    label_column: Annotated[str | None, typer.Option(help="The label's, if not label.")] = None,
    plots: Annotated[
        Path | None, typer.Option(help="A folder for charts and a page that shows them.")
    ] = None,
    most_wrong: Annotated[
        int | None,
        typer.Option(min=0, help="How many misclassified texts to show; on the page 10."),
    ] = None,
    threads: Annotated[int, typer.Option(min=1, help="Threads for the model.")] = 2,
    as_json: AsJson = False,
) -> None:
    """Precision, recall and F1 of a model on labelled texts, and how far it can be trusted."""
    from bot.evaluating import evaluate_file
    from emotion_component.evaluation.rows import Columns

    evaluate_file(
        data,
        model,
        baseline=baseline,
        columns=Columns(text_column, label_column),
        threads=threads,
        plots=plots,
        most_wrong=most_wrong,
        as_json=as_json,
    )


@app.command()
def compare(
    data: Annotated[Path, typer.Option(help="A corpus with train, validation and test split.")],
    output: Annotated[Path, typer.Option(help="Where results are kept; none is made twice.")] = (
        Path("runs/compare")
    ),
    systems: Annotated[str, typer.Option(help="Names with commas between; all by default.")] = "",
    seeds: Annotated[int, typer.Option(min=1, help="Trainings of each system.")] = 1,
    epochs: Annotated[int, typer.Option(min=1, help="Of the systems with BERT.")] = 2,
    lstm_epochs: Annotated[int, typer.Option(min=1, help="Of LSTM and BiLSTM.")] = 8,
    diet_epochs: Annotated[int, typer.Option(min=1, help="Of Rasa's DIETClassifier.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Other classifiers and our own, part by part, trained and scored on the same data."""
    try:
        from bot.comparing import compare as run_comparison
        from emotion_component.comparison.systems import BERT, DIET, RECURRENT, SYSTEMS
    except ImportError as error:
        raise AttuneError(
            f"Comparing needs {error.name}: install the extra with `make train-environment` or "
            "`pip install attune[train]`."
        ) from error
    names = [name.strip() for name in systems.split(",")] if systems else list(SYSTEMS)
    if unknown := [name for name in names if name not in SYSTEMS]:
        known = ", ".join(SYSTEMS)
        raise typer.BadParameter(f"{', '.join(unknown)!r}; it takes {known}", param_hint="systems")
    by_family = {BERT: epochs, RECURRENT: lstm_epochs, DIET: diet_epochs}
    run_comparison(data, output, [SYSTEMS[name] for name in names], seeds, by_family, as_json)


@app.command()
def bench(
    data: Annotated[
        Path | None, typer.Option(help="Labelled texts to measure on; a fixed list by default.")
    ] = None,
    model: ModelFolder = None,
    repeat: Annotated[int, typer.Option(min=1, help="How often each text is measured.")] = 10,
    as_json: AsJson = False,
) -> None:
    """How fast, large and hungry it is, side by side with BERT-base in one run."""
    from bot.bench.section import BenchOptions
    from bot.benching import bench as run_bench

    run_bench(BenchOptions(model, data, repeat), as_json)


@app.command()
def behaviour(
    data: Annotated[Path, typer.Option(help="A folder of cases, a .tsv a capability.")] = (
        Path("data/behaviour")
    ),
    model: ModelFolder = None,
    failures: Annotated[bool, typer.Option("--failures", help="List what failed, how.")] = False,
    as_json: AsJson = False,
) -> None:
    """Pass rates of a model on behavioural cases, and how far a changed person moves it."""
    from bot.behaving import report_behaviour

    report_behaviour(data, model, as_json, failures)


@app.command()
def report(
    user: User = None,
    everyone: Annotated[
        bool, typer.Option("--everyone", help="All users together, and nobody by themselves.")
    ] = False,
    since: Annotated[str, typer.Option(help="30d, 2w, 12h, 6m before --until, or a date.")] = "30d",
    until: Annotated[
        str | None, typer.Option(help="A date, its whole day; 2d: two days ago. Now by default.")
    ] = None,
    format: Annotated[str, typer.Option(help="table, json, csv, png or html.")] = "table",
    output: OutputFile = None,
    step: Annotated[
        str | None, typer.Option(help="With --everyone: by day, week or month; week by default.")
    ] = None,
    min_users: Annotated[
        int | None,
        typer.Option(min=2, help="With --everyone: no group of fewer is shown; 5 by default."),
    ] = None,
    alarm: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help="With --everyone: status 1 where the latest step's distressed share is above.",
        ),
    ] = None,
) -> None:
    """A person's mood history and how it moved, or everyone's counts."""
    from bot import reporting
    from bot.settings import Settings

    _check_choice("format", format, reporting.FORMS)
    if format == "png" and output is None and sys.stdout.isatty():
        raise typer.BadParameter("a terminal shows no images: give --output report.png")
    asked = reporting.Asked(since, until, format, output)
    if not everyone:
        if (step, min_users, alarm) != (None, None, None):
            raise typer.BadParameter("--step, --min-users and --alarm need --everyone")
        settings = Settings.from_environment()
        reporting.report_person(settings, _whose(user, settings), asked)
        return
    if user is not None:
        raise typer.BadParameter("give --user or --everyone, not both")
    by = step or "week"
    _check_choice("step", by, reporting.STEPS)
    settings = Settings.from_environment()
    told = reporting.report_everyone(settings, asked, reporting.STEPS[by], min_users, alarm)
    if told:
        errors.print(f"attune: {told}")
        raise typer.Exit(1)


@app.command()
def export(
    user: User = None,
    format: Annotated[str, typer.Option(help="json or csv.")] = "json",
    output: OutputFile = None,
) -> None:
    """Everything that is kept of a person, for them to take along."""
    from bot.keeping import FORMATS, export_person
    from bot.settings import Settings

    _check_choice("format", format, FORMATS)
    settings = Settings.from_environment()
    export_person(settings, _whose(user, settings), format, output)


@app.command()
def forget(
    user: User = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
) -> None:
    """Delete everything that is kept of a person."""
    from bot.keeping import forget_person
    from bot.settings import Settings

    settings = Settings.from_environment()
    whose = _whose(user, settings)
    if not yes:
        typer.confirm(f"Delete everything that is kept of {whose!r}?", abort=True, err=True)
    for told in forget_person(settings, whose, Path.cwd()):
        print(told, flush=True)


def _whose(user: str | None, settings: Settings) -> str:
    # An empty name is nobody's: it must not fall back to the one at the terminal.
    return settings.user if user is None else user


def _check_choice(option: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        raise typer.BadParameter(f"{value!r}; it takes {', '.join(known)}", param_hint=option)


def main() -> None:
    """Run a command; what a person can act on becomes one sentence and a status."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        app()
    except AttuneError as error:
        errors.print(f"attune: {error}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
