// vm 2: [2J
#error "[2J]0;owned"
