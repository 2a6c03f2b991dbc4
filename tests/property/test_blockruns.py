"""The two walks over a block's texts agree, so that what is changed is what is looked at."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from newsdesk.domain.blockruns import runs_of, with_runs
from newsdesk.domain.body import Body
from newsdesk.domain.text import Run, Runs
from tests.strategies import bodies


@given(bodies())
def test_what_is_changed_is_what_is_looked_at(body: Body) -> None:
    def shout(runs: Runs) -> Runs:
        return tuple(replace(run, text=f"{run.text}!") for run in runs)

    for block in body:
        seen: list[Runs] = []

        def note(runs: Runs, seen: list[Runs] = seen) -> Runs:
            seen.append(runs)
            return runs

        assert with_runs(block, note) == block
        assert [runs for runs in runs_of(block) if runs] == [runs for runs in seen if runs]
        assert runs_of(with_runs(block, shout)) == tuple(shout(runs) for runs in runs_of(block))


def test_a_walk_over_nothing_is_none() -> None:
    from newsdesk.domain.body import Divider, Paragraph

    assert runs_of(Divider()) == ()
    assert runs_of(Paragraph((Run("one"),))) == ((Run("one"),),)
