"""The line that a browser on this machine calls: one page, one WebRTC call at a time per page.

The requests follow WHIP (RFC 9725): a POST of an SDP offer places a call and answers 201 with the
SDP answer and the call's address, a DELETE of that address ends it. `app` lists the routes and
the stages that every request passes.
"""
