# Runs every phase, the driver and compiled workflows by what they print:
#
#     /usr/bin/python3 /usr/lib/llvm-19/build/utils/lit/lit.py -sv test/
#
# The tools are those of ASLC_BUILD_DIR (or `-D build_dir=DIR`), build/release unless given. What tests write goes to
# test/ in the build directory.

import os
import shutil
import subprocess

import lit.formats

source = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
build = lit_config.params.get("build_dir") or os.environ.get("ASLC_BUILD_DIR") or os.path.join(source, "build", "release")
build = os.path.abspath(build)
aslc = os.path.join(build, "bin", "aslc")
if not os.access(aslc, os.X_OK):
    lit_config.fatal(f"no {aslc}: build it, or name another build by ASLC_BUILD_DIR")

config.name = "aslc"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".test", ".mlir"]
config.excludes = ["unit", "fuzz", "conformance", "Inputs"]
config.test_source_root = os.path.join(source, "test")
config.test_exec_root = os.path.join(build, "test")

llvm = "/usr/lib/llvm-19/bin"
config.environment["PATH"] = os.pathsep.join([llvm, os.environ.get("PATH", "/usr/bin:/bin")])
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LLVM_PROFILE_FILE", "FILECHECK_OPTS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

# The longer name first: substitutions are made in this order.
config.substitutions += [
    ("%aslc-opt", os.path.join(build, "bin", "aslc-opt")),
    ("%aslc", aslc),
    ("%link-order", os.path.join(build, "bin", "link-order")),
    ("%python", "/usr/bin/python3"),
    ("%clang", os.path.join(llvm, "clang")),
    ("%handler-include", os.path.join(source, "runtime", "tasks", "include")),
]

# What a test may ask for by REQUIRES.
if os.geteuid() == 0:
    config.available_features.add("root")
if os.access(os.path.join(llvm, "clang"), os.X_OK):
    config.available_features.add("clang")
# Some containers let no process look at another.
if shutil.which("gdb") and subprocess.run(["gdb", "-q", "-batch", "-nx", "-ex", "run", "/bin/true"], capture_output=True).stdout.count(b"exited normally"):
    config.available_features.add("gdb")
if shutil.which("dot"):
    config.available_features.add("graphviz")
# A sanitized aslc is slower and larger, and not static; what it makes is the same.
if b"INTERP" not in subprocess.run([os.path.join(llvm, "llvm-readelf"), "-lW", aslc], capture_output=True).stdout:
    config.available_features.add("static-aslc")
