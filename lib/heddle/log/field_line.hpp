// What the loggers ask of a line, so that the same logger writes the program's long lines and, in a model,
// lines so short that every way of writing two of them at once can be tried.
#pragma once

#include <concepts>
#include <cstddef>
#include <string_view>

namespace heddle {

// Made of an entry; consists of fields, which come in order and together are text().
template <class L>
concept FieldLine = std::constructible_from<L, const typename L::Entry&> &&
                    requires(const L& line, void (*each)(std::string_view field)) {
                      { L::kMaxSize } -> std::convertible_to<std::size_t>;  // bytes, the newline included
                      { line.text() } -> std::same_as<std::string_view>;
                      line.for_each_field(each);
                    };

}  // namespace heddle
