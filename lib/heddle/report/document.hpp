// A JSON document of ours as it is read back: its format and kind are checked first, and what is wrong with
// it is told in one line that names the field. For the sources of this box alone.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace heddle {

using Json = nlohmann::ordered_json;

// The beginning of every document.
Json document(std::string_view kind, int format);

// Text that is not UTF-8 is written with U+FFFD in place of what is not.
void write_document(std::ostream& out, const Json& json);

// Errors: std::runtime_error in one line, for text that is no JSON, no document of ours, of another kind, or
// newer than `format`.
Json read_document(std::string_view text, std::string_view kind, int format);

// The field of an object. Errors: std::runtime_error that names the field, where it is missing or of another
// type.
template <class T>
T field(const Json& object, const char* name);

template <>
std::string field(const Json& object, const char* name);
template <>
bool field(const Json& object, const char* name);
template <>
int field(const Json& object, const char* name);
template <>
std::uint64_t field(const Json& object, const char* name);
template <>
double field(const Json& object, const char* name);

// The same for arrays and objects within.
const Json& array_in(const Json& object, const char* name);
const Json& object_in(const Json& object, const char* name);
std::vector<std::string> texts_in(const Json& object, const char* name);

}  // namespace heddle
