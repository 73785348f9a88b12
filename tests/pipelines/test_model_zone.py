"""What a call says it hands to the LLM is, to the byte, what a vendor's endpoint receives."""

from dataclasses import dataclass

import pytest
from aiohttp import web
from pipecat.frames.frames import LLMContextFrame
from pipecat.pipeline.pipeline import Pipeline
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.services.openai.llm import OpenAILLMService
from pipecat.tests.utils import SleepFrame, run_test

from compliance.redaction import PhiType
from pipelines.call import IntakeCall
from pipelines.call_record import Watch
from pipelines.configuration import ClinicSchedule, LineConfiguration, Session
from processors.egress_guard import EgressGuard
from providers import registry
from providers.llm.intake_policy import SYSTEM_PROMPT
from providers.telephony.recorded_line import RecordedLine

DONE = (
    'data: {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": '
    '[{"index": 0, "delta": {"content": "Hello."}, "finish_reason": "stop"}]}\n\n'
    "data: [DONE]\n\n"
)


@dataclass(frozen=True)
class Endpoint:
    """Where it is, and all that it received."""

    url: str
    requests: list


@pytest.fixture
async def endpoint():
    """An OpenAI-compatible endpoint on loopback."""
    received = []

    async def completions(request):
        received.append(await request.json())
        return web.Response(text=DONE, content_type="text/event-stream")

    app = web.Application()
    app.router.add_post("/v1/chat/completions", completions)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield Endpoint(f"http://127.0.0.1:{runner.addresses[0][1]}/v1", received)
    await runner.cleanup()


async def test_the_record_of_the_model_zone_is_what_the_endpoint_received(
    tmp_path, monkeypatch, endpoint
):
    """Instruction first, then every message, scrubbed; the context itself holds no instruction."""
    real = registry.build

    def build(service, name, **settings):
        if service != "llm":
            return real(service, name, **settings)
        return OpenAILLMService(
            api_key="none",
            base_url=endpoint.url,
            settings=OpenAILLMService.Settings(model="m", **settings),
        )

    monkeypatch.setattr(registry, "build", build)
    recorded = []
    call = IntakeCall(
        RecordedLine(speak=lambda: bytes(640), hear=lambda _: None),
        LineConfiguration(
            session=Session(folder=tmp_path, key_file=tmp_path / "k/key", audit=tmp_path / "a"),
            schedule=ClinicSchedule(file=None),
        ),
        Watch(egress=recorded.append),
    )
    call._redactor.vault.placeholder(PhiType.NAME, "rebecca lawson")
    context = LLMContext([{"role": "user", "content": "It is Rebecca Lawson."}])
    chain = call._chain()
    guard, llm = (
        next(part for part in chain if isinstance(part, kind))
        for kind in (EgressGuard, OpenAILLMService)
    )
    frames = [LLMContextFrame(context), SleepFrame(0.2), LLMContextFrame(context)]
    await run_test(Pipeline([guard, llm]), frames_to_send=frames)
    await llm._client.close()
    await call._close()

    assert recorded == [request["messages"] for request in endpoint.requests]
    assert recorded[0] == [
        {"role": "system", "content": SYSTEM_PROMPT},
        {"role": "user", "content": "It is [NAME_1]."},
    ]
    assert context.get_messages() == [{"role": "user", "content": "It is [NAME_1]."}]
