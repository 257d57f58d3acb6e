"""Words the sample agency is made of; every place and person is made up."""

PROVINCE = "青澜省"
BUREAU = f"{PROVINCE}监狱管理局"

# The two units of the demonstration come first; larger samples go on pairing.
PLACE_HEADS = "听望栖枕揽倚拂濯照叩"
PLACE_TAILS = "澜川松岚溪竹"
FIRST_PLACES = ("听澜", "望川")

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
)
# Given names of one or two characters, a comma between them.
GIVEN_MALE = (
    "建国,志强,文斌,永明,海涛,俊杰,浩然,立新,振华,少峰,景云,子墨,承安,国栋,明远,"
    "卫东,学军,晓峰,世杰,家豪,伟,勇,磊,鹏,刚,波,超,毅"
)
GIVEN_FEMALE = (
    "秀兰,雪梅,静怡,晓燕,雅琴,玉洁,思敏,若彤,春华,慧珍,佳宁,书瑶,海燕,丽娟,红梅,"
    "敏,静,娜,艳,萍,琳"
)

# key, name, share of the staff of the bureau
BUREAU_DIVISIONS = (
    ("office", "办公室", 2),
    ("party", "机关党委", 2),
    ("discipline", "纪检监察室", 2),
    ("personnel", "人事处", 2),
    ("custody", "狱政管理处", 2),
    ("education", "教育改造处", 2),
    ("technology", "科技信息处", 2),
    ("audit", "审计处", 2),
    ("superior", "省司法厅驻局督导组", 1),
)
UNIT_DIVISIONS = (
    ("office", "办公室", 2),
    ("politics", "政治处", 2),
    ("custody", "狱政管理科", 2),
    ("education", "教育改造科", 2),
)

# Heads first, then the others of the same kind of department.
JOBS = {
    "bureau": ("局长", "副局长"),
    "division": ("处长", "主任科员"),
    "unit": ("监狱长", "副监狱长"),
    "section": ("科长", "科员"),
    "ward": ("监区长", "监区民警"),
}

# login, department, place in it (0 is its head), group, role, what to try
LOGINS = (
    (
        "officer",
        "unit01_ward01",
        1,
        None,
        ("Officer who applies", "申请人（监区民警）"),
        (
            "My Applications: apply for tolerance in the matter of the night roll call",
            "“我的申请”：就夜间点名一事提出容错申请",
        ),
    ),
    (
        "head",
        "unit01_ward01",
        0,
        None,
        ("Head of the officer's unit", "所在单位负责人（监区长）"),
        (
            "My Applications: add the unit's opinion and forward the application",
            "“我的申请”：签署单位意见并转报申请",
        ),
    ),
    (
        "clerk",
        "bureau_party",
        1,
        "clerk",
        ("Clerk of the agency Party committee", "机关党委经办人"),
        (
            "Cases: accept the application, watch the time limits, serve the decision",
            "“案件”：受理申请、掌握期限、送达决定",
        ),
    ),
    (
        "inquirer",
        "bureau_discipline",
        0,
        "inquirer",
        ("Inquirer", "调查人员"),
        (
            "Cases: add evidence, answer the assessment and write the report",
            "“案件”：登记证据、填写评估、撰写调查报告",
        ),
    ),
    (
        "partycommittee",
        "bureau_party",
        0,
        "member",
        ("Head of the agency Party committee", "机关党委书记"),
        (
            "Cases: give the preliminary opinion",
            "“案件”：提出初步认定意见",
        ),
    ),
    (
        "partygroup",
        "bureau",
        0,
        "member",
        ("Head of the Party group", "局党组书记"),
        (
            "Cases: decide for each party, with reasons",
            "“案件”：逐一作出认定并说明理由",
        ),
    ),
    (
        "partygroup2",
        "bureau",
        1,
        "member",
        ("Deputy of the Party group", "局党组副书记"),
        (
            "To-dos: preside when the head is away",
            "待办：书记缺席时主持会议",
        ),
    ),
    (
        "partygroup3",
        "unit02",
        0,
        "member",
        ("Member of the Party group", "局党组成员"),
        (
            "To-dos: read the papers, cast your ballot; Meetings: ask for leave",
            "待办：阅读材料、表决；会议：请假",
        ),
    ),
    (
        "partygroup4",
        "bureau_office",
        0,
        "member",
        ("Member of the Party group", "局党组成员"),
        (
            "To-dos: read the papers, cast your ballot; Meetings: ask for leave",
            "待办：阅读材料、表决；会议：请假",
        ),
    ),
    (
        "partygroup5",
        "bureau_personnel",
        0,
        "member",
        ("Member of the Party group", "局党组成员"),
        (
            "To-dos: read the papers, cast your ballot; Meetings: ask for leave",
            "待办：阅读材料、表决；会议：请假",
        ),
    ),
    (
        "partygroup6",
        "bureau_custody",
        0,
        "member",
        ("Member of the Party group", "局党组成员"),
        (
            "To-dos: read the papers, cast your ballot; Meetings: ask for leave",
            "待办：阅读材料、表决；会议：请假",
        ),
    ),
    (
        "partygroup7",
        "bureau_education",
        0,
        "member",
        ("Member of the Party group", "局党组成员"),
        (
            "To-dos: read the papers, cast your ballot; Meetings: ask for leave",
            "待办：阅读材料、表决；会议：请假",
        ),
    ),
    (
        "reserve",
        "bureau_office",
        1,
        "member",
        ("Reserve of the Party group", "局党组候补成员"),
        (
            "To-dos: vote when you moved up for a member",
            "待办：递补后参加表决",
        ),
    ),
    (
        "expert1",
        "bureau_technology",
        0,
        "member",
        ("Expert of the Party group", "局党组专家"),
        (
            "To-dos: read the papers of a case to which you are called in",
            "待办：被抽调后阅读案件材料",
        ),
    ),
    (
        "expert2",
        "bureau_custody",
        1,
        "member",
        ("Expert of the Party group", "局党组专家"),
        (
            "To-dos: read the papers of a case to which you are called in",
            "待办：被抽调后阅读案件材料",
        ),
    ),
    (
        "hr",
        "bureau_personnel",
        1,
        "hr_officer",
        ("HR officer", "人事处干部"),
        (
            "Personnel Records: see the points, then enter a new deduction",
            "“人事记录”：查看考核得分，再就同一事项录入新的扣分",
        ),
    ),
    (
        "supervisor",
        "bureau_superior",
        0,
        "supervisor",
        ("Supervisor of the superior organ", "上级机关监督人员"),
        (
            "Returns: make the case ledger of a period and download it",
            "“报表”：生成某一期间的容错案件台账并下载",
        ),
    ),
    (
        "auditor",
        "bureau_audit",
        0,
        "auditor",
        ("Auditor", "审计人员"),
        (
            "Ledger: read the entries and verify the chain",
            "“存证台账”：查阅记录并核验链条",
        ),
    ),
    (
        "tadmin",
        "bureau_technology",
        1,
        "administrator",
        ("Administrator", "系统管理人员"),
        (
            "Settings: read the scheme and its articles; cases stay closed to you",
            "“设置”：查看办法及其条文；案件内容不对您开放",
        ),
    ),
)
