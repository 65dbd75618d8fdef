package rooms

func (w loud) whisper() {} // ERROR "else.go holds methods of wing high and is not called after it"
