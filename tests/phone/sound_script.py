"""Hears what a page plays by Web Audio: how loud it is and how high."""

from __future__ import annotations

from typing import cast

from playwright.sync_api import Page

# Taps whatever is connected to the speakers. `testHeard` remembers the loudest sample since it was last asked.
SOUND_SCRIPT = """(() => {
    const taps = [];
    const connect = AudioNode.prototype.connect;
    AudioNode.prototype.connect = function (target, ...rest) {
        if (target instanceof AudioDestinationNode) {
            const tap = new AnalyserNode(this.context, { fftSize: 4096, smoothingTimeConstant: 0 });
            connect.call(this, tap);
            taps.push(tap);
        }
        return connect.call(this, target, ...rest);
    };
    let loudest = 0;
    let heard = [];
    const listen = () => {
        for (const tap of taps.filter(({ context }) => context.state === 'running')) {
            const wave = new Float32Array(tap.fftSize);
            tap.getFloatTimeDomainData(wave);
            const peak = wave.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
            loudest = Math.max(loudest, peak);
            if (peak > 0.001) {
                const bins = new Float32Array(tap.frequencyBinCount);
                tap.getFloatFrequencyData(bins);
                const step = tap.context.sampleRate / tap.fftSize;
                heard.push(bins.indexOf(Math.max(...bins)) * step);
            }
        }
    };
    setInterval(listen, 20);
    window.testLoudest = () => { const was = loudest; loudest = 0; return was; };
    window.testHeard = () => { const was = heard; heard = []; return was; };
    window.testContexts = () => taps.map(({ context }) => context.state);
})();"""


# Milliseconds until all that has been played so far has been heard here, too.
LAG = 400


def loudest(page: Page, seconds: float) -> float:
    """Return the loudest sample that the page plays from now on, for some seconds."""
    page.wait_for_timeout(LAG)
    page.evaluate("testLoudest()")
    page.wait_for_timeout(seconds * 1000)
    return float(page.evaluate("testLoudest()"))


def is_heard(page: Page, seconds: float = 15) -> None:
    """Wait until the page plays something."""
    page.wait_for_timeout(LAG)
    page.evaluate("testLoudest()")
    was_heard(page, seconds)


def was_heard(page: Page, seconds: float = 15) -> None:
    """Wait until the page plays something, or has done so since its loudness was last asked for."""
    page.wait_for_function("() => testLoudest() > 0.001", timeout=seconds * 1000)


def pitches(page: Page) -> list[float]:
    """Return the strongest frequencies that were heard since this was last asked."""
    return cast("list[float]", page.evaluate("testHeard()"))
