"""The command line: a thin layer over functions that can be imported."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from emotion_component.errors import AttuneError

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
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


@app.command()
def chat() -> None:
    """Chat in the terminal; everything it needs is started and stopped."""
    from bot.chat import chat as hold_chat
    from bot.settings import Settings

    hold_chat(Settings.from_environment(), Path.cwd())


@app.command()
def predict(
    texts: Annotated[list[str] | None, typer.Argument(help="Texts; none starts a loop.")] = None,
    input: Annotated[Path | None, typer.Option(help="A .txt, .csv or .jsonl file.")] = None,
    output: Annotated[Path | None, typer.Option(help="A .jsonl or .csv file.")] = None,
    model: ModelFolder = None,
    threads: Annotated[int, typer.Option(min=1, help="Threads for the model.")] = 2,
    as_json: AsJson = False,
) -> None:
    """The emotion of texts: given here, typed in, or line by line from a file."""
    from bot import predicting
    from emotion_component import EmotionModel

    if input and texts:
        raise typer.BadParameter("give texts or --input, not both")
    if output and not input:
        raise typer.BadParameter("--output needs --input")
    loaded = EmotionModel.load(model, threads)
    if input:
        failed = predicting.predict_file(loaded, input, output)
        raise typer.Exit(1 if failed else 0)
    if texts:
        predicting.predict_texts(loaded, texts, as_json)
    else:
        predicting.predict_typed(loaded, as_json)


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
) -> None:
    """Train the classifier and export it. Needs the extra: pip install attune[train]."""
    try:
        from bot.training import train as run_training
    except ImportError as error:
        raise AttuneError(
            f"Training needs {error.name}: install the extra with `make train-environment` or "
            "`pip install attune[train]`."
        ) from error
    folder = run_training(
        data or [], output, epochs=epochs, batch_size=batch_size, augment=augment, seed=seed
    )
    errors.print(f"The model is in {folder}.")


@app.command()
def evaluate(
    data: Annotated[Path, typer.Option(help="Labelled texts: .jsonl, .csv or .tsv.")],
    model: ModelFolder = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Labelled texts to fit TF-IDF + LinearSVC on, beside it.")
    ] = None,
    threads: Annotated[int, typer.Option(min=1, help="Threads for the model.")] = 2,
    as_json: AsJson = False,
) -> None:
    """Precision, recall and F1 of a model on labelled texts."""
    from bot.evaluating import evaluate_file

    evaluate_file(data, model, baseline, threads, as_json)


@app.command()
def report(
    user: Annotated[str | None, typer.Option(help="Whose; ATTUNE_USER by default.")] = None,
    since: Annotated[str, typer.Option(help="30d, 2w, 12h, 6m or a date.")] = "30d",
    format: Annotated[str, typer.Option(help="table, json or csv.")] = "table",
) -> None:
    """A person's mood history and how it moved."""
    from bot.reporting import FORMATS, print_report
    from bot.settings import Settings

    if format not in FORMATS:
        raise typer.BadParameter(f"{format!r}; it takes {', '.join(FORMATS)}", param_hint="format")
    settings = Settings.from_environment()
    print_report(settings, user or settings.user, since, format)


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
