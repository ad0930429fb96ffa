// vm 2: file not found
const char text[] = {
#embed "../../../../../../../../../..@SECRET@"
};
int main(void) { return 0; }
