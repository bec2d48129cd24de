#include "heddle/exercise/source_scopes.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace heddle {
namespace {

constexpr std::string_view kForeignNamespace =
    " is not yours: what an exercise asks for is in namespace heddle::exercise, and nothing else is opened";
constexpr std::string_view kNamespaceVariable =
    "what is declared here lives outside of every class, from one run to the next, and begins before the "
    "tests do: "
    "use members, constexpr constants, and functions with a body";
constexpr std::string_view kSpecialisation =
    "a specialisation for one type tells the detectors apart; the same source runs under each of them";
constexpr std::string_view kOperatorNew = "operator new and delete are the program's own";

// Goes through the declarations at namespace scope; what is in other braces is passed over.
class ScopeReader {
 public:
  explicit ScopeReader(const std::vector<SourceToken>& tokens) {
    for (const SourceToken& token : tokens)
      if (token.kind != SourceToken::Kind::kDirective) tokens_.push_back(&token);
  }

  std::vector<ScopeFinding> findings() {
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i)
      if (text(i) == "operator" && (text(i + 1) == "new" || text(i + 1) == "delete"))
        say(i, std::string(kOperatorNew));
    while (at_ < tokens_.size()) declaration();
    return std::move(findings_);
  }

 private:
  std::string_view text(std::size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i]->text) : std::string_view();
  }
  void say(std::size_t i, std::string what) {
    findings_.push_back({tokens_[std::min(i, tokens_.size() - 1)]->line, std::move(what)});
  }

  // Behind the bracket that closes the one at i.
  std::size_t behind(std::size_t i, std::string_view open, std::string_view close) const {
    int depth = 0;
    for (; i < tokens_.size(); ++i) {
      if (text(i) == open) ++depth;
      if (text(i) == close && --depth == 0) return i + 1;
    }
    return i;
  }

  void declaration() {
    const std::string_view first = text(at_);
    if (first == ";" || first == "}") {
      ++at_;  // the end of a namespace, or of nothing
    } else if (first == "inline" && text(at_ + 1) == "namespace") {
      ++at_;
      opened_namespace();
    } else if (first == "namespace") {
      opened_namespace();
    } else if (first == "using" || first == "static_assert" || first == "typedef") {
      while (at_ < tokens_.size() && text(at_) != ";") ++at_;
    } else {
      other();
    }
  }

  void opened_namespace() {
    const std::size_t begin = at_++;
    std::string name;
    for (; at_ < tokens_.size() && text(at_) != "{" && text(at_) != ";"; ++at_) name += text(at_);
    const bool is_ours = name.empty() || name == "heddle::exercise" ||
                         name.starts_with("heddle::exercise::") || (is_open_ && !name.starts_with("std"));
    if (!is_ours) say(begin, "namespace " + name + std::string(kForeignNamespace));
    if (text(at_) == "{" && !name.empty()) is_open_ = is_open_ || is_ours;
    ++at_;
  }

  // A template's parameters, a class, a function or a variable.
  void other() {
    const std::size_t begin = at_;
    while (text(at_) == "template") {
      if (text(at_ + 1) == "<" && text(at_ + 2) == ">") say(at_, std::string(kSpecialisation));
      at_ = text(at_ + 1) == "<" ? behind(at_ + 1, "<", ">") : at_ + 1;
    }
    const bool is_class =
        text(at_) == "class" || text(at_) == "struct" || text(at_) == "enum" || text(at_) == "union";
    bool is_constant = false;
    bool has_parameters = false;
    bool has_value = false;
    for (; at_ < tokens_.size() && text(at_) != ";" && text(at_) != "{"; ++at_) {
      is_constant =
          is_constant || text(at_) == "constexpr" || text(at_) == "consteval" || text(at_) == "concept";
      has_value = has_value || (text(at_) == "=" && !has_parameters);
      if (text(at_) != "(") continue;
      has_parameters = has_parameters || !has_value;
      at_ = behind(at_, "(", ")") - 1;
    }
    const bool has_body = text(at_) == "{";
    if (has_body) at_ = behind(at_, "{", "}");
    const bool is_alone = !is_class || text(at_) == ";";  // class C {} c; makes a variable as well
    const bool is_type = is_class && !has_parameters && !has_value && is_alone;
    const bool is_function = has_parameters && has_body && !has_value;
    if (!is_type && !is_function && !is_constant) say(begin, std::string(kNamespaceVariable));
    if (is_function || (is_constant && has_parameters && has_body)) return;
    to_the_end();
  }

  void to_the_end() {
    while (at_ < tokens_.size() && text(at_) != ";") at_ = text(at_) == "{" ? behind(at_, "{", "}") : at_ + 1;
  }

  std::vector<const SourceToken*> tokens_;
  std::size_t at_ = 0;
  bool is_open_ = false;  // heddle::exercise
  std::vector<ScopeFinding> findings_;
};

}  // namespace

std::vector<ScopeFinding> scope_findings(const std::vector<SourceToken>& tokens) {
  return ScopeReader(tokens).findings();
}

}  // namespace heddle
