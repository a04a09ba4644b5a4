// Which engine a pattern goes to, what becomes of it, and what is refused.
#include "Engines.h"

#include <gtest/gtest.h>

using namespace aslc::regex;

namespace {

/// The pattern that PCRE2 gets; "own" if our own matcher takes it.
std::string translated(llvm::StringRef pattern, llvm::StringRef flags = "") {
  Compiled compiled;
  if (auto fault = compile(pattern, flags, compiled))
    return "fault: " + fault->message;
  return compiled.pcre2.value_or("own");
}

/// The fault of a pattern and the part of it that is faulty.
std::string fault(llvm::StringRef pattern) {
  Pattern ignored;
  auto found = parse(pattern, "", ignored);
  return found ? found->message + " [" + pattern.slice(found->begin, found->end).str() + "]" : "none";
}

} // namespace

TEST(Translation, WritesOutWhatPcre2UnderstandsOtherwise) {
  EXPECT_EQ(translated("^a.$"), "\\Aa[^\\x{a}\\x{d}\\x{2028}\\x{2029}]\\z");
  EXPECT_EQ(translated("^$", "m"), "(?<![^\\x{a}\\x{d}\\x{2028}\\x{2029}])(?![^\\x{a}\\x{d}\\x{2028}\\x{2029}])");
  EXPECT_EQ(translated("\\d\\w[^]"), "[0-9][0-9A-Z_a-z].");
  EXPECT_EQ(translated("[]"), "(?!)");
  EXPECT_EQ(translated("\\#\\Qa{"), "\\x{23}Qa\\x{7b}");
  EXPECT_EQ(translated("(?<n>a)(?:b|c)\\k<n>"), "(a)(?:b|c)\\g{1}");
  EXPECT_EQ(translated("\\1(a)"), "(?:)(a)");
  EXPECT_EQ(translated("😀+"), "\\x{d83d}\\x{de00}+");
  EXPECT_EQ(translated("a*?(bc){2}d{3,}e{1,4}?"), "a*?(bc){2,2}d{3,}e{1,4}?");
}

TEST(Translation, WritesOutTheCaseOfAllButAscii) {
  EXPECT_EQ(translated("kS", "i"), "ks");
  EXPECT_EQ(translated("é", "i"), "[\\x{c9}\\x{e9}]");
  EXPECT_EQ(translated("σ", "i"), "[\\x{3a3}\\x{3c2}\\x{3c3}]");
  EXPECT_EQ(translated("[^b]", "i"), "[^Bb]");
}

TEST(Translation, LeavesWhatPcre2DoesOtherwiseToOurOwnMatcher) {
  for (const char *pattern : {"(?:(a)|b)*", "(a*)*", "(a?)?", "(?:(\\w)\\1)*", "(?<=a+)b", "(?<=(a))b", "(a)(?<=\\1)", "(?=a)*", "a{70000}"})
    EXPECT_EQ(translated(pattern), "own") << pattern;
  EXPECT_EQ(translated("(a)\\1", "i"), "own");
  // ... and no more than that
  for (const char *pattern : {"(?:(a)|b)", "(a*)b", "(?:(a)b)*", "(\\w)\\1*", "(?<=a|bc)b", "(?:a|b(c)?d)", "(?=(a))b"})
    EXPECT_NE(translated(pattern), "own") << pattern;
}

TEST(Faults, PointAtThePart) {
  EXPECT_EQ(fault("a**"), "`*` has nothing to repeat [*]");
  EXPECT_EQ(fault("a|+"), "`+` has nothing to repeat [+]");
  EXPECT_EQ(fault("^?"), "`?` has nothing to repeat [?]");
  EXPECT_EQ(fault("(?<=a)*"), "`*` has nothing to repeat [*]");
  EXPECT_EQ(fault("{1,2}"), "the quantifier has nothing to repeat [{1,2}]");
  EXPECT_EQ(fault("a{2,1}"), "the quantifier's numbers are out of order [{2,1}]");
  EXPECT_EQ(fault("x[c-é-a]"), "none");
  EXPECT_EQ(fault("é[b-a]"), "the range is out of order [b-a]");
  EXPECT_EQ(fault("a(b"), "the group is not closed [(]");
  EXPECT_EQ(fault("a(?:b"), "the group is not closed [(]");
  EXPECT_EQ(fault("ab)"), "`)` closes no group [)]");
  EXPECT_EQ(fault("a[b"), "the brackets are not closed [[]");
  EXPECT_EQ(fault("(?i:a)"), "no group begins like this [(?i]");
  EXPECT_EQ(fault("(?<1>a)"), "the name of this group is not valid [(?<1>]");
  EXPECT_EQ(fault("(?<n>a)|(?<n>b)"), "another group has the name 'n' [(?<n>]");
  EXPECT_EQ(fault("(?<n>a)\\k<m>"), "no group is named 'm' [\\k<m>]");
  EXPECT_EQ(fault("(?<n>a)\\kn"), "`\\k` is not followed by the name of a group, as `\\k<name>` [\\k]");
  EXPECT_EQ(fault("(?<n>a)[\\k]"), "`\\k` means nothing in brackets where groups have names [\\k]");
  EXPECT_EQ(fault("a\\"), "the pattern ends in `\\` [\\]");
  EXPECT_EQ(fault("[\\"), "the pattern ends in `\\` [\\]");
}

TEST(Faults, BoundNestingAndGroups) {
  std::string deep = std::string(251, '(') + std::string(251, ')');
  EXPECT_EQ(fault(deep), "groups nest more than 250 deep [(]");
  EXPECT_EQ(fault(std::string(250, '(') + std::string(250, ')')), "none");
  std::string many;
  for (int i = 0; i < 32768; ++i)
    many += "()";
  EXPECT_EQ(fault(many), "more than 32767 groups [" + many + "]");
  EXPECT_EQ(fault(many.substr(2)), "none");
}
