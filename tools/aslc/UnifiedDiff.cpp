// Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986) on lines: for d = 0, 1, 2 ... it extends
// the paths that leave out or put in d lines as far as they go, diagonal by diagonal, until one arrives; going back through
// what each d knew gives the edits. Texts that differ in more than `mostEdits` lines are given as one change, since memory
// grows with the square.
#include "UnifiedDiff.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <vector>

using namespace aslc;
using llvm::StringRef;

namespace {

using Lines = std::vector<StringRef>;
constexpr int mostEdits = 2000;

/// One line of the output: kept (' '), left out ('-') or put in ('+').
struct Edit {
  char kind;
  StringRef line;
};

class Differ {
public:
  Differ(const Lines &a, const Lines &b) : a(a), b(b), n(a.size()), m(b.size()) {}

  std::vector<Edit> run() {
    int most = std::min(n + m, mostEdits);
    std::vector<int> furthest(2 * most + 3, 0);
    for (int d = 0; d <= most; ++d) {
      history.emplace_back(furthest.begin() + most - d, furthest.begin() + most + d + 3);
      for (int k = -d; k <= d; k += 2) {
        int x = follow(startOf(d, k, [&](int at) { return furthest[most + 1 + at]; }), k);
        furthest[most + 1 + k] = x;
        if (x >= n && x - k >= m)
          return back(d);
      }
    }
    return all();
  }

private:
  /// Where on diagonal k a path of d edits starts to follow equal lines: one to the right or one down from a path of d - 1.
  template <typename Furthest> static int startOf(int d, int k, Furthest furthest) {
    bool isDown = k == -d || (k != d && furthest(k - 1) < furthest(k + 1));
    return d == 0 ? 0 : isDown ? furthest(k + 1) : furthest(k - 1) + 1;
  }

  int follow(int x, int k) const {
    while (x < n && x - k < m && a[x] == b[x - k])
      ++x;
    return x;
  }

  std::vector<Edit> back(int d) const {
    std::vector<Edit> edits;
    int x = n, y = m;
    for (; d >= 0; --d) {
      auto furthest = [&](int at) { return history[d][at + d + 1]; };
      int k = x - y, start = startOf(d, k, furthest);
      for (; x > start; --x, --y)
        edits.push_back({' ', a[x - 1]});
      if (d == 0)
        break;
      bool isDown = k == -d || (k != d && furthest(k - 1) < furthest(k + 1));
      if (isDown)
        edits.push_back({'+', b[--y]});
      else
        edits.push_back({'-', a[--x]});
    }
    std::reverse(edits.begin(), edits.end());
    return edits;
  }

  std::vector<Edit> all() const {
    std::vector<Edit> edits;
    for (StringRef line : a)
      edits.push_back({'-', line});
    for (StringRef line : b)
      edits.push_back({'+', line});
    return edits;
  }

  const Lines &a, &b;
  int n, m;
  std::vector<std::vector<int>> history; // before step d: diagonals -d-1 to d+1
};

Lines split(StringRef text) {
  Lines lines;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.take_front(end));
    text = text.drop_front(end);
  }
  return lines;
}

void append(std::string &out, Edit edit) {
  out += edit.kind;
  out += edit.line;
  if (!edit.line.ends_with("\n"))
    out += "\n\\ No newline at end of file\n";
}

std::string range(size_t begin, size_t count) {
  return llvm::utostr(count == 0 ? begin : begin + 1) + (count == 1 ? "" : "," + llvm::utostr(count));
}

/// Edits [first, last), which begin at these lines of the two texts.
void appendHunk(std::string &out, llvm::ArrayRef<Edit> edits, size_t before, size_t after) {
  auto count = [&](char other) { return size_t(llvm::count_if(edits, [&](const Edit &e) { return e.kind != other; })); };
  out += "@@ -" + range(before, count('+')) + " +" + range(after, count('-')) + " @@\n";
  for (const Edit &edit : edits)
    append(out, edit);
}

} // namespace

std::string aslc::unifiedDiff(StringRef before, StringRef after, StringRef from, StringRef to) {
  constexpr size_t context = 3;
  if (before == after)
    return "";
  Lines a = split(before), b = split(after);
  std::vector<Edit> edits = Differ(a, b).run();
  std::string out = ("--- " + from + "\n+++ " + to + "\n").str();
  size_t lineA = 0, lineB = 0; // of edits[done]
  for (size_t done = 0, at = 0; at < edits.size();) {
    if (edits[at].kind == ' ') {
      ++at;
      continue;
    }
    // A hunk reaches to where more lines are the same than two contexts hold.
    size_t first = at - std::min(context, at - done), last = at + 1;
    for (size_t same = 0, next = last; next < edits.size() && same <= 2 * context; ++next)
      if (edits[next].kind == ' ')
        ++same;
      else
        same = 0, last = next + 1;
    last = std::min(last + context, edits.size());
    lineA += first - done, lineB += first - done;
    llvm::ArrayRef<Edit> hunk(&edits[first], last - first);
    appendHunk(out, hunk, lineA, lineB);
    for (const Edit &edit : hunk)
      lineA += edit.kind != '+', lineB += edit.kind != '-';
    done = at = last;
  }
  return out;
}
