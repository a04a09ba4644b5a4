#include "frontend/document/Input.h"

#include "llvm/ADT/DenseMap.h"

namespace aslc::document {

namespace {
/// An object or array on the way down, and which of its children comes next.
struct Step {
  const Node *node;
  size_t next = 0;
};
} // namespace

static std::string escapePointer(llvm::StringRef key) {
  std::string result;
  for (char c : key) {
    if (c == '~' || c == '/')
      result += c == '~' ? "~0" : "~1";
    else
      result += c;
  }
  return result;
}

/// JSON pointer (RFC 6901) of a member of the innermost object.
static std::string pointerTo(llvm::ArrayRef<Step> path, llvm::StringRef key) {
  std::string result;
  for (const Step &step : path.drop_back()) {
    size_t taken = step.next - 1;
    bool isObject = step.node->is(Kind::Object);
    result += "/" + (isObject ? escapePointer(step.node->members[taken].key.text()) : std::to_string(taken));
  }
  return result + "/" + escapePointer(key);
}

static void reportIn(llvm::ArrayRef<Step> path, const Input &input, unsigned &left) {
  const Node &object = *path.back().node;
  llvm::DenseMap<llvm::StringRef, const Member *> seen;
  for (const Member &member : object.members) {
    auto [first, isNew] = seen.try_emplace(member.key.text(), &member);
    if (isNew || left == 0)
      continue;
    --left;
    input.diagnostics.report(DiagId::DuplicateKey, member.keyRange, shorten(member.key.text()))
        .note("first given here", first->second->keyRange)
        .at(pointerTo(path, member.key.text()));
  }
}

void reportDuplicateKeys(const Node &root, const Input &input) {
  unsigned left = maxReports;
  std::vector<Step> path{{&root}};
  reportIn(path, input, left);
  while (!path.empty()) {
    Step &step = path.back();
    bool isObject = step.node->is(Kind::Object);
    if (step.next == (isObject ? step.node->members.size() : step.node->items.size())) {
      path.pop_back();
      continue;
    }
    const Node *child = isObject ? step.node->members[step.next].value.get() : step.node->items[step.next].get();
    ++step.next;
    // A copy of an anchored value repeats its faults.
    if (child->alias)
      continue;
    path.push_back({child});
    reportIn(path, input, left);
  }
}

} // namespace aslc::document
