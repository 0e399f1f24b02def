"""Words for odd documents: many languages and scripts, own sentences and plain noise."""

from __future__ import annotations

LANGUAGES = {
    "en": "The old dam above the town failed on Monday and nobody was warned of it.",
    "de": "Der alte Staudamm über der Stadt brach am Montag, und niemand wurde gewarnt.",
    "fr": "Le vieux barrage a cédé lundi, et personne n'avait été prévenu à temps.",
    "es": "La vieja presa cedió el lunes y nadie fue avisado, según el alcalde.",
    "pl": "Stara zapora pękła w poniedziałek i nikt nie został ostrzeżony na czas.",
    "tr": "Eski baraj pazartesi günü çöktü ve kimse zamanında uyarılmadı.",
    "ru": "Старая плотина над городом рухнула в понедельник, никого не предупредили.",
    "uk": "Стара гребля над містом зруйнувалася в понеділок, нікого не попередили.",
    "el": "Το παλιό φράγμα κατέρρευσε τη Δευτέρα και κανείς δεν ειδοποιήθηκε.",
    "ar": "انهار السد القديم فوق المدينة يوم الاثنين ولم يتم تحذير أحد من السكان.",
    "he": "הסכר הישן שמעל העיר קרס ביום שני ואיש לא הוזהר בזמן.",
    "fa": "سد قدیمی بالای شهر روز دوشنبه فرو ریخت و به کسی هشدار داده نشد.",
    "hi": "शहर के ऊपर का पुराना बाँध सोमवार को टूट गया और किसी को चेतावनी नहीं दी गई।",
    "th": "เขื่อนเก่าเหนือเมืองพังลงเมื่อวันจันทร์ และไม่มีใครได้รับคำเตือน",
    "zh": "镇上方的旧水坝星期一倒塌,没有人事先得到警告。",
    "ja": "町の上にある古いダムが月曜日に決壊し、誰も警告されていなかった。",
    "ko": "마을 위의 낡은 댐이 월요일에 무너졌고 아무도 경고를 받지 못했다.",
    "ka": "ქალაქის ზემოთ ძველი კაშხალი ორშაბათს დაინგრა და არავინ გააფრთხილეს.",
    "hy": "Քաղաքի վերևի հին ամբարտակը փլուզվեց երկուշաբթի, և ոչ ոքի չզգուշացրին։",
    "am": "ከከተማው በላይ ያለው አሮጌ ግድብ ሰኞ ዕለት ፈረሰ፤ ማንም አልተጠነቀቀም።",
}
NAMES = ("Ida Brandt", "Jon Lund", "the water board", "the ministry", "a spokesman")
EMOJI = "😀🎉🏳️‍🌈👩‍👩‍👧‍👦🇺🇦⚠️❤️‍🔥🧑🏽‍🚒"
MARKS = '"“”‘’«»„()[]{}<>|*_~`#@%^&\\/-–—…·•'
CODE = (
    "def fall(dam):\n    if dam.age > 90:\n        return {'state': \"failed\"}\n",
    "SELECT town, count(*) FROM floods WHERE year >= 2021 GROUP BY 1;\n",
    'for (let i = 0; i < 9; i++) { console.log("dam " + i); }\n',
    '{"dam": {"age": 92, "towns": ["Sarnow", "Elm"], "safe": false}}\n',
)
POEM = (
    "The water stood behind the wall,",
    "it said no word, it heard us all,",
    "  and when the stone began to sing",
    "    we did not hear a single thing.",
)
