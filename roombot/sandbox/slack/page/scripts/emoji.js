// The common shortcodes; others stay as they are written.

const EMOJI = {
  "+1": "👍", "-1": "👎", alarm_clock: "⏰", arrow_right: "➡️", arrows_counterclockwise: "🔄",
  ballot_box_with_check: "☑️", battery: "🔋", bell: "🔔", black_circle: "⚫", blue_circle: "🔵",
  bow: "🙇", bulb: "💡", bust_in_silhouette: "👤", busts_in_silhouette: "👥", calendar: "📅",
  chart_with_upwards_trend: "📈", clap: "👏", clipboard: "📋", clock1: "🕐", clock3: "🕒", clock9: "🕘",
  coffee: "☕", computer: "💻", date: "📅", door: "🚪", electric_plug: "🔌", email: "📧",
  envelope: "✉️", exclamation: "❗", eyes: "👀", gear: "⚙️", green_circle: "🟢", hammer_and_wrench: "🛠️",
  heart: "❤️", heavy_check_mark: "✔️", hourglass: "⌛", hourglass_flowing_sand: "⏳",
  house: "🏠", information_source: "ℹ️", key: "🔑", large_blue_circle: "🔵", large_green_circle: "🟢",
  large_yellow_circle: "🟡", link: "🔗", lock: "🔒", low_battery: "🪫", mag: "🔍", mega: "📣", memo: "📝",
  movie_camera: "🎥", no_entry: "⛔", no_entry_sign: "🚫", office: "🏢", ok: "🆗", ok_hand: "👌",
  orange_circle: "🟠", page_facing_up: "📄", pencil: "📝", pencil2: "✏️", people_hugging: "🫂",
  phone: "☎️", point_right: "👉", pray: "🙏", projector: "📽️", question: "❓", raised_hands: "🙌",
  red_circle: "🔴", repeat: "🔁", robot_face: "🤖", rocket: "🚀", round_pushpin: "📍",
  runner: "🏃", satellite_antenna: "📡", seat: "💺", signal_strength: "📶", slightly_smiling_face: "🙂",
  smile: "😄", snail: "🐌", sparkles: "✨", spiral_calendar_pad: "🗓️", star: "⭐", stopwatch: "⏱️",
  tada: "🎉", telephone_receiver: "📞", thinking_face: "🤔", thumbsdown: "👎", thumbsup: "👍", timer_clock: "⏲️",
  tv: "📺", warning: "⚠️", watch: "⌚", wave: "👋", wheelchair: "♿", white_check_mark: "✅",
  white_circle: "⚪", wrench: "🔧", x: "❌", yellow_circle: "🟡", zzz: "💤",
};

export const emoji = (name) => EMOJI[name.replace(/::skin-tone-\d$/, "")] ?? `:${name}:`;

export const withEmoji = (text) => text.replace(/:([\w+-]+):/g, (whole, name) => (name in EMOJI ? EMOJI[name] : whole));
