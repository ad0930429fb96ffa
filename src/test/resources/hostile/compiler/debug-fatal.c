// vm 2: crashes the compiler
#pragma clang __debug llvm_fatal_error
int main(void) { return 0; }
