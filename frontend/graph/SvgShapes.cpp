// A shape of its own for each kind of node, so that none is told by its colour alone.
#include "frontend/graph/SvgShapes.h"

#include "llvm/Support/FormatVariadic.h"

#include <cmath>

using namespace llvm;

namespace aslc::graph {

namespace {

/// The rectangle of a node.
struct Frame {
  double left, top, right, bottom;
  double width() const { return right - left; }
  double height() const { return bottom - top; }
  Frame inside(double by) const { return {left + by, top + by, right - by, bottom - by}; }
};

std::string path(const Twine &data, StringRef classes = "o") { return ("<path class=\"" + classes + "\" d=\"" + data + "\"/>").str(); }

std::string rounded(Frame f, double radius, StringRef classes = "o") {
  return formatv("<rect class=\"{0}\" x=\"{1:f1}\" y=\"{2:f1}\" width=\"{3:f1}\" height=\"{4:f1}\" rx=\"{5:f1}\"/>", classes, f.left, f.top,
                 f.width(), f.height(), radius);
}

std::string circle(Frame f, StringRef classes) {
  return formatv("<circle class=\"{0}\" cx=\"{1:f1}\" cy=\"{2:f1}\" r=\"{3:f1}\"/>", classes, (f.left + f.right) / 2,
                 (f.top + f.bottom) / 2, f.width() / 2);
}

constexpr double slant = 9, point = 13, cut = 10; // of parallelograms, hexagons, octagons

std::string parallelogram(Frame f) {
  return path(formatv("M{0:f1} {1:f1}H{2:f1}L{3:f1} {4:f1}H{5:f1}Z", f.left + slant, f.top, f.right, f.right - slant, f.bottom, f.left));
}

std::string hexagon(Frame f) {
  double middle = (f.top + f.bottom) / 2;
  return path(formatv("M{0:f1} {1:f1}H{2:f1}L{3:f1} {4:f1}L{2:f1} {5:f1}H{0:f1}L{6:f1} {4:f1}Z", f.left + point, f.top, f.right - point,
                      f.right, middle, f.bottom, f.left));
}

/// Flat on the left, round on the right: what flow charts draw for a delay.
std::string delay(Frame f) {
  constexpr double depth = 16;
  return path(formatv("M{0:f1} {1:f1}H{2:f1}C{3:f1} {1:f1} {3:f1} {4:f1} {2:f1} {4:f1}H{0:f1}Z", f.left, f.top, f.right - depth,
                      f.right + depth / 3, f.bottom));
}

std::string octagon(Frame f) {
  return path(formatv("M{0:f1} {1:f1}H{2:f1}L{3:f1} {4:f1}V{5:f1}L{2:f1} {6:f1}H{0:f1}L{7:f1} {5:f1}V{4:f1}Z", f.left + cut, f.top,
                      f.right - cut, f.right, f.top + cut, f.bottom - cut, f.bottom, f.left));
}

/// Bars at both sides.
std::string barred(Frame f) {
  constexpr double bar = 7;
  return rounded(f, 2) + path(formatv("M{0:f1} {1:f1}V{2:f1}M{3:f1} {1:f1}V{2:f1}", f.left + bar, f.top, f.bottom, f.right - bar), "o l");
}

/// A pile of three.
std::string stacked(Frame f) {
  constexpr double step = 3;
  Frame front{f.left, f.top + 2 * step, f.right - 2 * step, f.bottom};
  Frame middle{f.left + step, f.top + step, f.right - step, f.bottom - step}, back{f.left + 2 * step, f.top, f.right, f.bottom - 2 * step};
  return rounded(back, 4) + rounded(middle, 4) + rounded(front, 4);
}

} // namespace

std::string outlineOf(NodeKind kind, Point centre, double width, double height) {
  Frame f{centre.x - width / 2, centre.y - height / 2, centre.x + width / 2, centre.y + height / 2};
  switch (kind) {
  case NodeKind::Pass: return parallelogram(f);
  case NodeKind::Choice: return hexagon(f);
  case NodeKind::Wait: return delay(f);
  case NodeKind::Succeed: return rounded(f, height / 2) + rounded(f.inside(3), height / 2 - 3, "o l");
  case NodeKind::Fail: return octagon(f);
  case NodeKind::Task: return rounded(f, 7);
  case NodeKind::Parallel: return barred(f);
  case NodeKind::Map: return stacked(f);
  case NodeKind::Start: return circle(f, "m");
  case NodeKind::End: return circle(f.inside(1), "o") + circle(f.inside(5), "m");
  case NodeKind::Join: return rounded(f, 3, "m");
  case NodeKind::Missing: return rounded(f, 7, "o d");
  }
  return "";
}

bool isInside(NodeKind kind, Point at, double width, double height) {
  double x = width / 2 - std::abs(at.x), y = height / 2 - std::abs(at.y); // from the nearest sides
  if (x < 0 || y < 0)
    return false;
  switch (kind) {
  case NodeKind::Pass: { // the slant is at the left above, at the right below
    double side = at.x < 0 ? 0.5 - at.y / height : 0.5 + at.y / height;
    return x >= slant * side;
  }
  case NodeKind::Choice: return x >= point * (1 - y / (height / 2));
  case NodeKind::Fail: return x + y >= cut;
  case NodeKind::Succeed: return x >= height / 2 || std::hypot(height / 2 - x, at.y) <= height / 2;
  case NodeKind::Start:
  case NodeKind::End: return std::hypot(at.x, at.y) <= width / 2;
  default: return true;
  }
}

StringRef iconOf(NodeKind kind) {
  switch (kind) {
  case NodeKind::Pass: return "M1 8H14M9 3L14 8L9 13";                                         // an arrow
  case NodeKind::Choice: return "M8 1L15 8L8 15L1 8ZM8 5V8.5M8 10.5V11.5";                     // a question
  case NodeKind::Wait: return "M8 1A7 7 0 1 1 7.99 1ZM8 4V8L11 10";                            // a clock
  case NodeKind::Succeed: return "M2 8.5L6.5 13L14 3.5";                                       // a tick
  case NodeKind::Fail: return "M3 3L13 13M13 3L3 13";                                          // a cross
  case NodeKind::Task: return "M8 1A7 7 0 1 1 7.99 1ZM6.3 5L11 8L6.3 11Z";                     // to run
  case NodeKind::Parallel: return "M8 1V4M3 15V7.5Q3 4 6 4H10Q13 4 13 7.5V15M8 4V15";          // a fork
  case NodeKind::Map: return "M2 2H7V7H2ZM9 2H14V7H9ZM2 9H7V14H2ZM9 9H14V14H9Z";               // a grid
  case NodeKind::Missing: return "M4.5 5.5Q4.5 2 8 2Q11.5 2 11.5 5Q11.5 7 8 8.5V10.5M8 13V14"; // a question mark
  default: return "";
  }
}

} // namespace aslc::graph
