from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest

from graphbuild.resources import folder


@pytest.fixture(scope="session")
def script() -> Callable[[str], ModuleType]:
    """The scripts of ``ontology/`` by name, as modules; the folder is no package."""

    def load(name: str) -> ModuleType:
        spec = spec_from_file_location(name, folder("ontology") / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        sys.modules[name] = module  # dataclasses look their module up
        spec.loader.exec_module(module)
        return module

    return load
