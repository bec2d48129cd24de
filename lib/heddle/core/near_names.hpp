// Names like the one that somebody typed and that there is not.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

// Of `names` those that `wanted` was probably meant to be, the nearest first and `most` at most: few letters
// apart (edit distance of Levenshtein, 1966), or one a part of the other. May be empty. Thread safety: any
// thread at any time.
std::vector<std::string> near_names(std::string_view wanted, std::span<const std::string> names,
                                    std::size_t most = 3);

// "no variant 'lost_updat.racy'; did you mean lost_update.racy?", or with the whole list where none is near.
// what: "variant".
std::string no_such_name(std::string_view what, std::string_view wanted, std::span<const std::string> names);

}  // namespace heddle
