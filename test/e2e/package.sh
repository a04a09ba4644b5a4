#!/bin/bash
# usage: package.sh BUILD_DIR
#
# What users get: `cmake --install`, the CMake package that it brings (with Ninja and with make), and the .deb, whose aslc and whose
# programs run where there is nothing else. Prints what fails, and last `N passed, N failed`.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# check NAME COMMAND...: a test, which prints its output only if it fails
check() {
  local name=$1
  shift
  (set -e; "$@") > "$work/log" 2>&1 # no `if`: in a condition, set -e has no effect
  if [[ $? == 0 ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "package: $name failed:"
    tail -n 20 "$work/log"
  fi
}

installs() {
  cmake --install "$build" --prefix "$work/prefix"
  "$work/prefix/bin/aslc" --version
  for file in include/aslc/handler.h lib/cmake/aslc/aslcConfig.cmake share/doc/aslc/LICENSE share/doc/aslc/THIRD-PARTY.md \
    share/bash-completion/completions/aslc share/zsh/vendor-completions/_aslc share/fish/vendor_completions.d/aslc.fish; do
    test -s "$work/prefix/$file"
  done
}

# completes: what the bash script offers after "aslc compile --emit"
completes() {
  bash -c 'source "$1"; COMP_WORDS=(aslc compile --emit ll); COMP_CWORD=3; _aslc; [[ ${COMPREPLY[*]} == llvm ]]' - \
    "$work/prefix/share/bash-completion/completions/aslc"
}

# greets FOLDER WORD: the program of examples/cmake, built in FOLDER
greets() { [[ $(echo '{"name": "Ada"}' | "$1/bin/greet") == "{\"greeting\":\"$2\",\"to\":{\"name\":\"Ada\"}}" ]]; }

# consumes GENERATOR: builds, builds nothing, builds again when the handlers file, the C file or the definition changes
consumes() {
  local source="$work/$1-source" out="$work/$1-build"
  cp -r "$root/examples/cmake" "$source"
  cmake -G "$1" -S "$source" -B "$out" -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_C_COMPILER=clang-19
  cmake --build "$out"
  greets "$out" hello
  cmake --build "$out" > "$work/again"
  if grep 'Compiling workflow' "$work/again"; then return 1; fi
  sleep 1 # make compares whole seconds on some file systems
  sed -i 's/hello/hej/' "$source/greet.c"
  cmake --build "$out"
  greets "$out" hej
  local change
  for change in handlers.json greet.asl.json; do
    sleep 1
    touch "$source/$change"
    cmake --build "$out" > "$work/again"
    grep -q 'Compiling workflow' "$work/again"
  done
}

packs() {
  (cd "$build" && cpack -G DEB -B "$work/deb")
  dpkg-deb --field "$work"/deb/*.deb Package | grep -qx aslc
  [[ -z $(dpkg-deb --field "$work"/deb/*.deb Depends) ]]
  mkdir "$work/root"
  dpkg-deb -x "$work"/deb/*.deb "$work/root"
  test -s "$work/root/usr/share/doc/aslc/copyright"
}

# stands_alone: the aslc of the package, and then what it made, each alone in a folder that is all they see
stands_alone() {
  mkdir -p "$work/alone/bin" "$work/bare"
  cp "$work/root/usr/bin/aslc" "$work/alone/bin/"
  cp "$root/examples/makefile/greet.asl.json" "$work/alone/"
  sed 's/"Type": "Task"/"Type": "Pass"/; /"Resource"/d; s/"Arguments"/"Output"/' "$work/alone/greet.asl.json" > "$work/alone/pass.asl.json"
  chroot "$work/alone" /bin/aslc compile /pass.asl.json -o /greet
  mv "$work/alone/greet" "$work/bare/"
  [[ $(echo '{"name": "Ada"}' | chroot "$work/bare" /greet) == '{"name":"Ada"}' ]]
}

check "cmake --install" installs
check "bash completion" completes
check "aslc_add_workflow with Ninja" consumes Ninja
check "aslc_add_workflow with make" consumes "Unix Makefiles"
check ".deb" packs
if [[ $EUID == 0 ]]; then
  check "aslc in an empty folder" stands_alone
else
  echo "package: not root, so that nothing is run in an empty root folder"
fi
echo "$passed passed, $failed failed"
exit $((failed > 0))
