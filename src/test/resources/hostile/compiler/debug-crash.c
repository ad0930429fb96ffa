// vm 2: crashes the compiler
#pragma clang __debug crash
int main(void) { return 0; }
