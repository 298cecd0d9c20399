package display

// Sizes of the drawing, in its own units, which are pixels where it stands
// at its natural width.
const (
	viewWidth  = 640.0
	viewHeight = 360.0
	margin     = 18.0

	titleSize = 15.0
	labelSize = 12.5
	tickSize  = 12.0
)

// style is the style sheet of every drawing. A drawing that is an image of
// its own knows the page's colours no more than its ground, so it brings
// both, and the dark ones too. Where it is shown small, its letters grow. Inside a
// page the class keeps the rules to the drawings.
const style = `<style>
.fresco-plot{color:#2c2723;font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
.fresco-plot text{fill:currentColor}
.fresco-plot .ground{fill:#fffdf9}
.fresco-plot .title{font-size:15px;font-weight:600}
.fresco-plot .label{font-size:12.5px}
.fresco-plot .quiet{color:#6d6359}
.fresco-plot .grid{stroke:#e9e1d5}
.fresco-plot .rule{stroke:#9a8d7e}
.fresco-plot .line{fill:none;stroke:currentColor;stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}
.fresco-plot .fine{stroke-width:1.5}
.fresco-plot .mark{fill:currentColor;stroke:#fffdf9;stroke-width:2.5;stroke-linejoin:round;paint-order:stroke}
.fresco-plot .bar{fill:currentColor}
.fresco-plot .bin{fill:currentColor;fill-opacity:.7}
.fresco-plot .c1{color:#1d6b85}
.fresco-plot .c2{color:#c8592b}
.fresco-plot .c3{color:#7d4f96}
.fresco-plot .c4{color:#a97b0a}
.fresco-plot .c5{color:#4f7d2a}
.fresco-plot .c6{color:#5f6b7a}
@media (prefers-color-scheme:dark){
.fresco-plot{color:#e6ddd0}
.fresco-plot .ground{fill:#26221f}
.fresco-plot .quiet{color:#a89c8d}
.fresco-plot .grid{stroke:#3a342f}
.fresco-plot .rule{stroke:#756a5e}
.fresco-plot .mark{stroke:#26221f}
.fresco-plot .c1{color:#6fbdd3}
.fresco-plot .c2{color:#f0916a}
.fresco-plot .c3{color:#c39ada}
.fresco-plot .c4{color:#e0b955}
.fresco-plot .c5{color:#9cc76f}
.fresco-plot .c6{color:#aab5c3}
}
@media (max-width:440px){
.fresco-plot .title{font-size:18px}
.fresco-plot .label{font-size:14px}
.fresco-plot .quiet{font-size:15.5px}
.fresco-plot .note{font-size:12px}
}
</style>
`
