"""Settings that hold for every test."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from briefing import paths
from briefing.language import Parser
from briefing.language.spacy_model import find_model, load_model
from tests.examples import PROFILES

# Compiled modules are kept whatever the environment says: the program is started some 200 times.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Commands and windows review on words alone, unless a test says otherwise: a parser takes a second to load.
os.environ["TREATY_BRIEFING_PARSER"] = "off"

# Windows are built without a screen, as if on one that is large enough for them, which Qt's own is not.
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"

# Machines are noisy: an example that takes long is not a failure.
for profile, number in PROFILES.items():
    settings.register_profile(profile, max_examples=number, deadline=None)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--draw-pictures",
        action="store_true",
        help="keep the pages as they are drawn now (tests/conformance)",
    )
    parser.addoption(
        "--random-walks",
        type=int,
        default=1,
        help="number of random walks through the window (test_random_actions.py)",
    )


@pytest.hookimpl(optionalhook=True)  # pytest-xdist may be switched off
def pytest_xdist_auto_num_workers() -> int:
    """Return the number of test processes: one more than cores, for a fifth of the time tests wait."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1


def pytest_configure(config: pytest.Config) -> None:
    """Declare markers; start the files that take long first, which are those of the first folders."""
    # pytest-xdist would begin with the files of most tests; a file of one long test would come last, alone.
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False
    config.addinivalue_line("markers", "one_program: the tests use one program, which is emptied for each")
    config.addinivalue_line("markers", "own_program: the test starts a program, though others use one")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Spare the garbage collector the modules and tests, which remain until the end."""
    gc.disable()
    result = yield
    gc.freeze()  # garbage as well: to look for it would take longer than all of it is worth
    gc.set_threshold(50_000, 20, 50)
    gc.enable()
    return result


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all test processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session", autouse=True)
def library_cache(shared_folder: Path) -> Iterator[Path]:
    """The cache of what was read of library files: one for all tests, whatever home they have."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "read_records", lambda: shared_folder / "records")
        yield shared_folder / "records"


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The installed parser, in this process. Tests without this fixture run on words alone."""
    if find_model() is None:
        pytest.skip("spaCy or its model is not installed")
    return load_model()
