// vm 2: unable to open output file '/dev/null/
#pragma clang module build evil
module evil { header "/etc/passwd" }
#pragma clang module contents
#pragma clang module begin evil
#pragma clang module end
#pragma clang module endbuild
int main(void) { return 0; }
