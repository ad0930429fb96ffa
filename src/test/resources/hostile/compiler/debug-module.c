// vm 0: 
#pragma clang __debug module_lookup std
#pragma clang __debug module_map std
int main(void) { return 0; }
