// From yaml-cpp's events to the tree. Internal to this folder.
#pragma once

#include "frontend/document/Yaml.h"

#include "llvm/ADT/DenseMap.h"

#include <yaml-cpp/eventhandler.h>

namespace aslc::document {

// yaml-cpp recurses for each level and gives up at 500 of its own.
inline constexpr uint32_t deepestYaml = 480;

/// Thrown through yaml-cpp after a fault was reported that leaves no tree.
struct YamlAbandoned {};

/// An object or array that is being read.
struct YamlFrame {
  std::unique_ptr<Node> node;
  YAML::anchor_t anchor;
  bool hasKey = false;
  bool isMerge = false;   // the key is <<
  bool isDropped = false; // the key was no text
  Member pending;
  std::vector<const Node *> merges;
};

/// Makes a tree of the events of one document.
class YamlTreeBuilder final : public YAML::EventHandler {
public:
  explicit YamlTreeBuilder(const Input &input)
      : input(input), copier(input), maxDepth(std::min(input.options.maxDepth, deepestYaml)), cursor(input.begin) {}

  std::unique_ptr<Node> root;

private:
  void OnDocumentStart(const YAML::Mark &mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                const std::string &value) override;
  void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Kind::Array, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Kind::Object, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

  uint32_t offset(const YAML::Mark &mark) const { return std::min<size_t>(input.begin + mark.pos, input.text.size()); }
  bool isKeyNext() const { return !stack.empty() && stack.back().node->is(Kind::Object) && !stack.back().hasKey; }
  bool isKeyAt(uint32_t end) const;
  uint32_t emptyPlace(uint32_t next) const;
  void scalar(YAML::anchor_t anchor, const YamlScalar &scalar, bool isTyped, const std::string &tag);
  void open(Kind kind, const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor);
  void close();
  void add(std::unique_ptr<Node> node, YAML::anchor_t anchor, MappedText written, bool isPlain);
  void addKey(std::unique_ptr<Node> node, YAML::anchor_t anchor, MappedText written, bool isPlain);
  void merge(YamlFrame &frame, std::unique_ptr<Node> value);
  [[noreturn]] void abandonCopy(SourceRange range);

  const Input &input;
  AliasCopier copier;
  uint32_t maxDepth;
  uint32_t cursor; // end of the last token that was found
  std::vector<YamlFrame> stack;
  llvm::DenseMap<YAML::anchor_t, const Node *> anchors; // finished values only
  std::vector<std::unique_ptr<Node>> kept;              // anchored, but no part of the tree
  bool hasDocument = false;
};

} // namespace aslc::document
