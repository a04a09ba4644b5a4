// The output of the hand-written programs: text in one buffer, whose room is seen to by the program.
#pragma once
#include "stdin.h"
#include <charconv>
#include <cstdint>
#include <string_view>

class Output {
public:
  explicit Output(size_t capacity) : begin(static_cast<char *>(malloc(capacity))), at(begin) {}
  Output &operator<<(std::string_view text) {
    memcpy(at, text.data(), text.size());
    at += text.size();
    return *this;
  }
  Output &operator<<(uint64_t number) { return at = std::to_chars(at, at + 20, number).ptr, *this; }
  void flush() { writeStdout(begin, at - begin), at = begin; }
  size_t size() const { return at - begin; }
  char *end() { return at; }

private:
  char *begin, *at;
};
