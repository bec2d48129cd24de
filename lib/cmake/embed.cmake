# heddle_embed(<target> <file> <name>): compiles the file's bytes into the target, as the Asset <name>
# (heddle/report/asset.hpp), with the source by which a content security policy allows it: "sha256-" and the base64 of
# its SHA-256 (Content Security Policy, level 3). Run as a script (cmake -P) it does the work at build time.
set(heddle_embed_script "${CMAKE_CURRENT_LIST_FILE}" CACHE INTERNAL "")

function(heddle_embed target file name)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  add_custom_command(OUTPUT "${source}" DEPENDS "${file}" "${heddle_embed_script}" VERBATIM
                     COMMAND "${CMAKE_COMMAND}" -DFILE=${file} -DNAME=${name} -DSOURCE=${source} -P "${heddle_embed_script}")
  target_sources(${target} PRIVATE "${source}")
  set_source_files_properties("${source}" PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
endfunction()

# Three hexadecimal digits are two of base64 (RFC 4648); of a SHA-256 one bit group is left, which '=' fills up.
function(heddle_base64_of_sha256 hex result)
  set(digits "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  string(APPEND hex "00")
  set(text "")
  foreach(at RANGE 0 65 3)
    string(SUBSTRING "${hex}" ${at} 3 three)
    math(EXPR high "0x${three} >> 6")
    math(EXPR low "0x${three} & 63")
    string(SUBSTRING "${digits}" ${high} 1 high)
    string(SUBSTRING "${digits}" ${low} 1 low)
    string(APPEND text "${high}${low}")
  endforeach()
  string(SUBSTRING "${text}" 0 43 text)
  set(${result} "${text}=" PARENT_SCOPE)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  file(SHA256 "${FILE}" hash)
  heddle_base64_of_sha256(${hash} hash)
  file(READ "${FILE}" bytes HEX)
  string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
  string(REGEX REPLACE "(.......,.......,.......,.......,.......,.......,.......,.......,)" "\\1\n" bytes "${bytes}")
  get_filename_component(file_name "${FILE}" NAME)
  file(WRITE "${SOURCE}" "// The bytes of ${file_name}.\n#include \"heddle/report/asset.hpp\"\n\nnamespace heddle {\n\n"
                         "static constexpr char kBytes[] = {\n${bytes}'\\0'};\n"
                         "extern const Asset ${NAME};\nconst Asset ${NAME}{{kBytes, sizeof kBytes - 1}, \"sha256-${hash}\"};\n\n}  // namespace heddle\n")
endif()
