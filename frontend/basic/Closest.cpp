#include "frontend/basic/Diagnostics.h"

#include <algorithm>

namespace aslc {

/// Edits that turn one word into the other, a swap of neighbours counting once (optimal string alignment).
static size_t distance(llvm::StringRef a, llvm::StringRef b) {
  size_t width = b.size() + 1;
  std::vector<size_t> before(width), above(width), row(width);
  for (size_t j = 0; j < width; ++j)
    above[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j < width; ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above.back();
}

llvm::StringRef closest(llvm::StringRef word, llvm::ArrayRef<llvm::StringRef> candidates) {
  // A third of the word may be wrong, but some of it must be right. Nobody mistypes a name of hundreds of letters, and
  // the table of distance() would be huge for one.
  constexpr size_t longestWord = 100;
  if (word.empty() || word.size() > longestWord)
    return "";
  size_t limit = std::min((word.size() + 2) / 3, word.size() - 1);
  llvm::StringRef best;
  std::pair<size_t, size_t> bestScore(limit + 1, 0);
  for (llvm::StringRef candidate : candidates) {
    if (candidate == word || candidate.size() > word.size() + limit || word.size() > candidate.size() + limit)
      continue;
    // Wrong case is the commonest slip: it only decides between equals.
    std::pair<size_t, size_t> score(distance(word.lower(), candidate.lower()), distance(word, candidate));
    if (score.first > limit || score >= bestScore)
      continue;
    bestScore = score;
    best = candidate;
  }
  return best;
}

} // namespace aslc
