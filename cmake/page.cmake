# Writes OUTPUT, a C++ file with the text of the files that the page of a report is made of. Bytes, since
# compilers refuse long literals.
set(code "#include \"cli/report_page.hpp\"\n\nnamespace cli::page {\n")
foreach(one html style script)
  set(file_of_html page.html)
  set(file_of_style page.css)
  set(file_of_script bundle.js)
  file(READ ${FOLDER}/${file_of_${one}} hex HEX)
  string(LENGTH "${hex}" length)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  math(EXPR n "${length} / 2")
  string(APPEND code "namespace {\nconstexpr unsigned char ${one}_bytes[] = {${bytes}};\n}\n"
    "const std::string_view ${one}(reinterpret_cast<const char*>(${one}_bytes), ${n});\n")
endforeach()
file(WRITE ${OUTPUT} "${code}}  // namespace cli::page\n")
