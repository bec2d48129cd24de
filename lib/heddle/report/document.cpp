#include "heddle/report/document.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <ostream>
#include <stdexcept>

#include "heddle/core/printable.hpp"

namespace heddle {
namespace {

const Json& find(const Json& object, const char* name, bool (Json::*is_right)() const noexcept,
                 const char* type) {
  if (!object.is_object() || !object.contains(name))
    throw std::runtime_error(std::string("the field '") + name +
                             "' is missing; write the document again with heddle");
  const Json& value = object[name];
  if (!(value.*is_right)()) throw std::runtime_error(std::string("the field '") + name + "' is not " + type);
  return value;
}

}  // namespace

Json document(std::string_view kind, int format) {
  return {{"heddle_format", format}, {"kind", kind}};
}

void write_document(std::ostream& out, const Json& json) {
  out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

Json read_document(std::string_view text, std::string_view kind, int format) {
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::exception& error) {
    const std::string what = error.what();  // "[json.exception.parse_error.101] parse error at line 1, ..."
    const std::size_t tag = what.find("] ");
    throw std::runtime_error("not JSON: " +
                             printable(tag == std::string::npos ? what : what.substr(tag + 2)));
  }
  const int its_format = field<int>(json, "heddle_format");
  if (its_format > format)
    throw std::runtime_error("the document has heddle_format " + std::to_string(its_format) +
                             ", and this heddle reads " + std::to_string(format) +
                             " at most; use a newer heddle");
  if (its_format < 1) throw std::runtime_error("heddle_format is less than 1");
  const auto its_kind = field<std::string>(json, "kind");
  if (its_kind != kind)
    throw std::runtime_error("the document is of the kind '" + printable(its_kind) + "' and not '" +
                             std::string(kind) + "'");
  return json;
}

template <>
std::string field(const Json& object, const char* name) {
  return find(object, name, &Json::is_string, "a text").get<std::string>();
}
template <>
bool field(const Json& object, const char* name) {
  return find(object, name, &Json::is_boolean, "true or false").get<bool>();
}
template <>
int field(const Json& object, const char* name) {
  const Json& number = find(object, name, &Json::is_number_integer, "a whole number");
  // Compared as what it is: one beyond the range of a signed number is kept as an unsigned one.
  if (number.is_number_unsigned()
          ? number.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<int>::max()}
          : number.get<std::int64_t>() < std::numeric_limits<int>::min())
    throw std::runtime_error(std::string("the field '") + name + "' is out of range");
  return number.get<int>();
}
template <>
std::uint64_t field(const Json& object, const char* name) {
  return find(object, name, &Json::is_number_unsigned, "a whole number from 0").get<std::uint64_t>();
}
template <>
double field(const Json& object, const char* name) {
  return find(object, name, &Json::is_number, "a number").get<double>();
}

const Json& array_in(const Json& object, const char* name) {
  return find(object, name, &Json::is_array, "a list");
}
const Json& object_in(const Json& object, const char* name) {
  return find(object, name, &Json::is_object, "an object");
}

std::vector<std::string> texts_in(const Json& object, const char* name) {
  std::vector<std::string> texts;
  for (const Json& text : array_in(object, name)) {
    if (!text.is_string())
      throw std::runtime_error(std::string("the field '") + name + "' is not a list of texts");
    texts.push_back(text.get<std::string>());
  }
  return texts;
}

}  // namespace heddle
