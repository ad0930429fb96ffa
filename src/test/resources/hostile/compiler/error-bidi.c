// vm 2: error: 
#error "‮ txet desrever"
