// Places one call at a time over WebRTC. Captions and the ending come over the data channel, as
// placeholders; nothing is sent on it, nothing is stored.
import { caption, clearCaptions } from "./captions.js";

const OUTCOMES = {
  booked: "Call ended. Your appointment is booked.",
  escalated: "Call ended. A person from the clinic takes over.",
  emergency: "Call ended. This may be an emergency: call 911 now.",
  declined_consent: "Call ended. No recording was kept. A person from the clinic takes over.",
  no_match: "Call ended. No suitable time was found.",
  incomplete: "Call ended before the intake was complete.",
  failed: "The line failed. Please call again.",
};
const MICROPHONE = {
  NotAllowedError: "The microphone is blocked. Allow it for this page in your browser, then call again.",
  NotFoundError: "No microphone was found. Connect one, then call again.",
  NotReadableError: "Another program is using the microphone. Close it, then call again.",
};
const LOST = "The connection was lost. The call has ended.";
const UNCONNECTED = "The audio could not be connected. Please call again.";
const HANG_UP_MS = 4000; // after that the page stops waiting to hear how the call ended

const [button, state, voice] = ["call", "state", "voice"].map((id) => document.getElementById(id));
let call = null;

class Refusal extends Error {}

function show(kind, text, { spoken = true } = {}) {
  // A screen reader need not say "listening" after every turn: the captions are read already.
  state.setAttribute("aria-live", spoken ? "polite" : "off");
  state.dataset.state = kind;
  state.textContent = text;
}

function receive(message) {
  if (!call) return;
  if (message.type === "caller" || message.type === "agent") caption(message.type, message.text);
  if (message.type === "agent_speaking" && !call.ending) {
    if (message.speaking) show("speaking", "The assistant is speaking", { spoken: false });
    else show("listening", "Listening to you", { spoken: false });
  }
  if (message.type === "ended") finish(OUTCOMES[message.outcome] ?? OUTCOMES.incomplete);
}

function finish(text) {
  if (!call) return;
  const { peer, microphone } = call;
  call = null;
  microphone?.getTracks().forEach((track) => track.stop());
  peer?.close();
  voice.srcObject = null;
  button.textContent = "Call again";
  button.disabled = false;
  button.removeAttribute("data-active");
  show("ended", text);
}

async function openMicrophone() {
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (error) {
    throw new Refusal(MICROPHONE[error.name] ?? "The microphone cannot be used.");
  }
}

function newPeer(microphone) {
  const peer = new RTCPeerConnection(); // no STUN, no TURN: both ends are on this machine
  let connected = false;
  const lose = () => {
    if (call?.peer === peer) finish(connected ? LOST : UNCONNECTED);
  };
  peer.addTrack(microphone.getAudioTracks()[0], microphone);
  peer.ontrack = ({ track }) => { voice.srcObject = new MediaStream([track]); };
  peer.onconnectionstatechange = () => {
    if (peer.connectionState === "connected") show("listening", "Connected");
    if (peer.connectionState === "failed") lose();
  };
  const channel = peer.createDataChannel("captions");
  channel.onopen = () => { connected = true; };
  channel.onmessage = ({ data }) => receive(JSON.parse(data));
  channel.onclose = lose;
  return peer;
}

async function offerOf(peer) {
  await peer.setLocalDescription();
  while (peer.iceGatheringState !== "complete") {
    await new Promise((done) => peer.addEventListener("icegatheringstatechange", done, { once: true }));
  }
  return peer.localDescription.sdp;
}

async function place() {
  const placed = (call = {});
  button.disabled = true;
  clearCaptions();
  show("connecting", "Connecting ...");
  try {
    placed.microphone = await openMicrophone();
    placed.peer = newPeer(placed.microphone);
    const response = await fetch("/calls", {
      method: "POST",
      headers: { "Content-Type": "application/sdp" },
      body: await offerOf(placed.peer),
    });
    if (!response.ok) throw new Refusal(await response.text());
    placed.address = response.headers.get("Location");
    await placed.peer.setRemoteDescription({ type: "answer", sdp: await response.text() });
    button.textContent = "Hang up";
    button.dataset.active = "";
    button.disabled = false;
  } catch (error) {
    finish(error instanceof Refusal ? error.message : "The line cannot be reached.");
  }
}

function hangUp() {
  const placed = call;
  placed.ending = true;
  button.disabled = true;
  show("connecting", "Ending the call ...");
  fetch(placed.address, { method: "DELETE" }).catch(() => finish(LOST));
  setTimeout(() => { if (call === placed) finish(OUTCOMES.incomplete); }, HANG_UP_MS);
}

async function awaitLine() {
  const ready = await fetch("/healthz").then((response) => response.ok, () => false);
  if (!ready) {
    show("starting", "The line is starting: its speech models are loading ...");
    setTimeout(awaitLine, 500);
    return;
  }
  button.disabled = false;
  show("ready", "Ready");
}

button.addEventListener("click", () => (call ? hangUp() : place()));
addEventListener("pagehide", () => {
  if (call?.address) fetch(call.address, { method: "DELETE", keepalive: true });
});
awaitLine();
