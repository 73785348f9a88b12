"""One Pipecat FrameProcessor per file, named by its effect.

A `*Gate` holds or diverts, a `*Redactor` rewrites, a `*Guard` refuses, a `*Tap` only listens.
Processors know `compliance` and Pipecat, never a vendor.
"""
