// vm 2: crashes the compiler
#pragma clang __debug parser_crash
int main(void) { return 0; }
