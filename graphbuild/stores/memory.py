"""How much memory this process takes, on every system, without another library."""

from __future__ import annotations

import sys
from pathlib import Path

MEGA = 1 << 20

if sys.platform == "linux":
    import resource

    _STATM = Path("/proc/self/statm")
    _PAGE = resource.getpagesize()

    def megabytes_used() -> float:
        """Megabytes that the process holds now."""
        try:
            return int(_STATM.read_bytes().split()[1]) * _PAGE / MEGA
        except OSError:
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

elif sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        _fields_ = [
            ("cb", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            *((f"size{number}", ctypes.c_size_t) for number in range(8)),
        ]

    _self = ctypes.windll.kernel32.GetCurrentProcess
    _self.restype = wintypes.HANDLE
    _info = ctypes.windll.kernel32.K32GetProcessMemoryInfo
    _info.argtypes = [wintypes.HANDLE, ctypes.c_void_p, wintypes.DWORD]

    def megabytes_used() -> float:
        """Megabytes that the process holds now."""
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        _info(_self(), ctypes.byref(counters), counters.cb)
        return float(counters.size1) / MEGA  # WorkingSetSize, after its peak

else:
    import resource

    _UNIT = MEGA if sys.platform == "darwin" else 1024

    def megabytes_used() -> float:
        """The most megabytes that the process has held."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNIT
