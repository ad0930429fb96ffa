// vm 0: 
#pragma clang __debug llvm_unreachable
int main(void) { return 0; }
