// vm 2: file not found
const char text[] = {
#embed "/dev/zero" limit(100)
};
int main(void) { return 0; }
