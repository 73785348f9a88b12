"""One file per vendor and service, behind one registry: `build(service, name)`.

A vendor's SDK is imported only when its name is asked for.
"""
