package main

const barPatience = 0

func progress(*edge, int, string) (step func(bool), end func()) { return func(bool) {}, func() {} }

func (e *edge) showProgress(string, int64, func() int64, func() string) (end func()) {
	return func() {}
}
