# The story page: what of it is shown.
story-day = Day
story-clock = Time, if wanted
story-since = From
story-until = Through
story-all = Show all
story-pages = Pages of the story
story-newest = Newest
story-newer = Newer
story-older = Older
story-shown = { $count } rows, from { $from } to { $to }
story-life = What happened to { $label } that day
